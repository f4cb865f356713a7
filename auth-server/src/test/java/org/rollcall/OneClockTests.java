package org.rollcall;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Time comes from the {@link java.time.InstantSource} bean. Only where that bean is made may the system clock be read.
 */
class OneClockTests {

	private static final JavaClasses SERVER = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("org.rollcall");

	@Test
	void nothingReadsTheSystemClock() {
		noClasses().that()
			.doNotHaveSimpleName("TimeConfiguration")
			.should()
			.callMethodWhere(DescribedPredicate.describe("reads the system clock", OneClockTests::readsTheSystemClock))
			.orShould()
			.callConstructor(Date.class)
			.because("tests and the workbench move the one clock, and all of the server must follow")
			.check(SERVER);
	}

	/**
	 * These classes of Spring's authorization server read the system clock. They are replaced by ours, so none of them may be
	 * made here again.
	 */
	@Test
	void noneOfSpringsClassesWithAClockOfTheirOwnIsUsed() {
		noClasses().should()
			.dependOnClassesThat()
			.haveNameMatching(
					"org\\.springframework\\.security\\.oauth2\\.server\\.authorization\\.(token\\.\\w+Generator|OAuth2Authorization|authentication\\.\\w+AuthenticationProvider|InMemory\\w+|Jdbc\\w+)")
			.because("they read the system clock")
			.check(SERVER);
	}

	private static boolean readsTheSystemClock(JavaMethodCall call) {
		String method = call.getTarget().getName();
		if (method.equals("currentTimeMillis")) {
			return call.getTargetOwner().isEquivalentTo(System.class);
		}
		if (method.startsWith("system")) {
			return call.getTargetOwner().isEquivalentTo(Clock.class);
		}
		return method.equals("now") && call.getTarget().getParameterTypes().isEmpty()
				&& (call.getTargetOwner().isEquivalentTo(Instant.class) || call.getTargetOwner().isEquivalentTo(LocalDate.class)
						|| call.getTargetOwner().isEquivalentTo(LocalDateTime.class)
						|| call.getTargetOwner().isEquivalentTo(OffsetDateTime.class)
						|| call.getTargetOwner().isEquivalentTo(ZonedDateTime.class));
	}

}
