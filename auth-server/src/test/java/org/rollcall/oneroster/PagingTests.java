package org.rollcall.oneroster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.journey.Page;
import org.rollcall.roster.RosterFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code limit}, {@code offset} and the {@code Link} header (OneRoster 1.1, section 3.4.1).
 */
class PagingTests extends OneRosterTest {

	private static final int STUDENTS = 60_000;

	private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"(\\w+)\"");

	private int tenantId;

	private String token;

	private String token() {
		if (this.token == null) {
			this.tenantId = district(students(1, 25));
			this.token = tokenFor(this.tenantId, ALL);
		}
		return this.token;
	}

	@Test
	void aPageHasItsNumbersAndItsNeighbours() {
		Page page = get(token(), "/students", "limit", "10", "offset", "10", "filter", "role='student'");

		assertThat(rows(page)).hasSize(10);
		assertThat(page.header("x-count")).isEqualTo("10");
		assertThat(page.header("x-total-count")).isEqualTo("25");
		String students = this.base + V1P1 + "/students?";
		Map<String, String> links = links(page);
		assertThat(links.get("first")).isEqualTo(students + "limit=10&offset=0&filter=role%3D%27student%27");
		assertThat(links.get("prev")).isEqualTo(students + "limit=10&offset=0&filter=role%3D%27student%27");
		assertThat(links.get("next")).isEqualTo(students + "limit=10&offset=20&filter=role%3D%27student%27&after=s-00020");
		assertThat(links.get("last")).isEqualTo(students + "limit=10&offset=20&filter=role%3D%27student%27");
	}

	@Test
	void theFirstPageHasNothingBeforeItAndTheLastNothingAfterIt() {
		assertThat(links(get(token(), "/students", "limit", "10"))).containsOnlyKeys("first", "next", "last");
		assertThat(links(get(token(), "/students", "limit", "10", "offset", "20"))).containsOnlyKeys("first", "prev", "last");
		assertThat(links(get(token(), "/students"))).containsOnlyKeys("first", "last");
		assertThat(links(get(token(), "/students", "filter", "familyName='nobody'"))).containsOnlyKeys("first", "last");
	}

	@Test
	void withoutALimitThereAreAHundred() {
		int many = district(students(1, 150));
		String token = tokenFor(many, ALL);

		assertThat(rows(get(token, "/students"))).hasSize(100);
		assertThat(rows(get(token, "/students", "limit", "10000"))).hasSize(150);
	}

	@Test
	void behindTheEndThereIsNothing() {
		Page page = get(token(), "/students", "offset", "1000");

		assertThat(rows(page)).isEmpty();
		assertThat(page.header("x-total-count")).isEqualTo("25");
	}

	@ParameterizedTest
	@CsvSource({ "limit,0", "limit,-1", "limit,10001", "limit,ten", "limit,''", "limit,1e3", "offset,-1", "offset,x", "offset,99999999999" })
	void aNumberThatIsNoneIsRefused(String parameter, String value) {
		assertProblem(get(token(), "/students", parameter, value), 400, "invaliddata");
	}

	@Test
	void aParameterIsSentOnce() {
		assertProblem(http().get(V1P1 + "/students?limit=1&limit=2", "Authorization", "Bearer " + token()), 400, "invaliddata");
	}

	@Test
	void whateverElseIsSentIsTolerated() {
		assertThat(rows(get(token(), "/students", "expand", "all", "limit", "1"))).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "sourcedId,asc", "sourcedId,desc", "familyName,asc", "role,desc", "dateLastModified,asc" })
	void whateverTheOrderPagesDoNotOverlap(String sort, String orderBy) {
		List<String> seen = new ArrayList<>();
		for (int offset = 0; offset < 25; offset += 7) {
			seen.addAll(ids(get(token(), "/students", "limit", "7", "offset", Integer.toString(offset), "sort", sort, "orderBy", orderBy)));
		}

		assertThat(seen).hasSize(25).doesNotHaveDuplicates();
	}

	/**
	 * Students 2,001 to 58,000 are in both rosters. The import takes 2,000 away from the front, where it hurts, and adds 500.
	 */
	@Test
	void whoFollowsTheLinksSeesEverybodyOnceWhileAnImportRuns() throws Exception {
		int big = district(students(1, STUDENTS));
		String token = tokenFor(big, ALL);
		List<String> seen = new ArrayList<>();
		try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
			Future<?> imported = null;
			String next = this.base + V1P1 + "/students?limit=1000&fields=sourcedId";
			for (int page = 0; next != null; page++) {
				if (page == 5) {
					imported = beside.submit(() -> load(big, students(2_001, STUDENTS + 500)));
				}
				if (page == 20) {
					// Both before and after: the rest of the walk is in the new roster.
					imported.get();
				}
				Page answer = get(token, next);
				seen.addAll(ids(answer));
				next = links(answer).get("next");
			}
		}

		assertThat(seen).doesNotHaveDuplicates();
		assertThat(new TreeSet<>(seen)).containsAll(IntStream.rangeClosed(2_001, STUDENTS).mapToObj(PagingTests::id).toList());
	}

	@Test
	void whatWentBeforeThePageEndsTheWalkNoSooner() {
		int shrinking = district(students(1, 12));
		String token = tokenFor(shrinking, ALL);
		Page first = get(token, "/students", "limit", "4");
		load(shrinking, students(5, 12));

		Page second = get(token, links(first).get("next"));
		Page third = get(token, links(second).get("next"));

		assertThat(ids(second)).containsExactly("s-00005", "s-00006", "s-00007", "s-00008");
		assertThat(ids(third)).containsExactly("s-00009", "s-00010", "s-00011", "s-00012");
		assertThat(links(third)).doesNotContainKey("next");
	}

	private static RosterFolder students(int first, int last) {
		FullRoster roster = new FullRoster();
		return new RosterFolder().with("users.csv", roster.text("users.csv").lines().findFirst().orElseThrow() + "\n"
				+ IntStream.rangeClosed(first, last)
					.mapToObj((number) -> id(number) + ",,,true,S1,student," + id(number) + ",,Given" + number + ",Family" + number % 10 + ",,,,,,,09,")
					.collect(Collectors.joining("\n"))
				+ "\n")
			.with("demographics.csv", roster.text("demographics.csv").lines().findFirst().orElseThrow() + "\n")
			.with("enrollments.csv", roster.text("enrollments.csv").lines().findFirst().orElseThrow() + "\n");
	}

	private static String id(int number) {
		return "s-%05d".formatted(number);
	}

	private static Map<String, String> links(Page page) {
		Map<String, String> links = new HashMap<>();
		Matcher matcher = LINK.matcher(page.header("Link"));
		while (matcher.find()) {
			links.put(matcher.group(2), matcher.group(1));
		}
		return links;
	}

}
