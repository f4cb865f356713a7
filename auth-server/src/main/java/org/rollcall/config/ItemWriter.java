package org.rollcall.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies one thing of a configuration by itself. Many may at the same moment: tests that run side by side make people and
 * apps of their own.
 */
@Component
class ItemWriter {

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	ItemWriter(PlatformTransactionManager transactionManager, ApplicationEventPublisher events) {
		this.transaction = new TransactionTemplate(transactionManager);
		this.events = events;
	}

	/**
	 * @param guard what the writer has no right to change
	 * @throws InvalidConfigException if the item has a fault; then nothing has changed
	 * @throws ItemExistsException if somebody else took the same name at the same moment
	 * @throws BeyondWriterException if it would change what is guarded; then nothing has changed
	 */
	<S> void write(Part part, Section item, Guard guard, Account<S> account) {
		write(part, item, false, guard, account);
	}

	/**
	 * As above, but it must be new.
	 */
	<S> void create(Part part, Section item, Guard guard, Account<S> account) {
		write(part, item, true, guard, account);
	}

	/**
	 * Makes a change that nobody has to be told of, unless it would change what is guarded.
	 */
	static <T> T guarded(Guard guard, Supplier<T> change) {
		Object before = guard.standing();
		T result = change.get();
		if (!Objects.equals(before, guard.standing())) {
			throw new BeyondWriterException("This would change who administers a district or the server, or how they sign in. It takes"
					+ " the right to change administrators.");
		}
		return result;
	}

	private <S> void write(Part part, Section item, boolean mustBeNew, Guard guard, Account<S> account) {
		ConfigDocument document = new ConfigDocument(
				new Section(item.place(), Map.of(part.list(), List.of(item)), Map.of(), item.faults()), References.none(),
				item.faults());
		Changes changes = new Changes();
		try {
			this.transaction.executeWithoutResult((status) -> {
				Optional<S> before = mustBeNew ? Optional.empty() : account.state().get();
				guarded(guard, () -> {
					part.apply(List.of(item), document, changes);
					document.faults().throwIfAny();
					return changes;
				});
				if (mustBeNew && changes.all().stream().noneMatch((change) -> change.change().equals("created"))) {
					throw sameMoment();
				}
				if (!changes.all().isEmpty()) {
					account.state()
						.get()
						.map((after) -> account.telling().tell(before, after, changes.all()))
						.ifPresent(this.events::publishEvent);
				}
			});
		}
		catch (DuplicateKeyException ex) {
			throw sameMoment();
		}
	}

	/**
	 * Tells that a thing in a district was removed; in the transaction of that, if there is one.
	 */
	void removed(String kind, String name, int tenantId) {
		Changes changes = new Changes();
		changes.removed(kind, name);
		this.events.publishEvent(new ConfigApplied(ConfigApplied.REQUEST, changes.all(), tenantId));
	}

	static ItemExistsException sameMoment() {
		return new ItemExistsException("Somebody else changed the same at the same moment; look, and try again.");
	}

	/**
	 * Keeps an item in the only district that its writer may write to; one that names no district is in that one.
	 * @param only the custom URL of the district, {@code null} for all
	 * @throws ForeignDistrictException if the item names another one
	 */
	static void keepWithin(Section item, String setting, @Nullable String only) {
		if (only == null) {
			return;
		}
		String said = item.text(setting);
		if (said != null && !said.equalsIgnoreCase(only)) {
			throw new ForeignDistrictException(only);
		}
		item.values().put(setting, only);
	}

	/**
	 * Reads an item whose name is in its address; in the item itself it may be left out, but not be another.
	 * @param namesAndValues settings and what they must be, by turns
	 */
	static Section parse(String text, Shape shape, String... namesAndValues) {
		Map<String, String> names = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			names.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		Section item = ConfigDocument.parse(text, shape, names);
		for (int i = 0; i < namesAndValues.length; i += 2) {
			String said = item.text(namesAndValues[i]);
			if (said != null && !said.equalsIgnoreCase(namesAndValues[i + 1])) {
				item.fault(namesAndValues[i],
						"The address of the request says '" + namesAndValues[i + 1] + "', and here is '" + said + "'.");
			}
			item.values().put(namesAndValues[i], namesAndValues[i + 1]);
		}
		item.faults().throwIfAny();
		return item;
	}

}
