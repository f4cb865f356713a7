package org.rollcall.testcontainers.spring;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.RollcallContainer;

import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Makes connection details of a {@link RollcallContainer} with {@code @ServiceConnection}.
 */
final class RollcallContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<RollcallContainer, RollcallConnectionDetails> {

	@Override
	protected RollcallConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<RollcallContainer> source) {
		return new Details(source);
	}

	private static final class Details extends ContainerConnectionDetails<RollcallContainer>
			implements RollcallConnectionDetails {

		private Details(ContainerConnectionSource<RollcallContainer> source) {
			super(source);
		}

		@Override
		public Rollcall getRollcall() {
			return getContainer();
		}

		@Override
		public Client getClient() {
			return AppUnderTest.of(getRollcall()).client();
		}

	}

}
