package org.rollcall.launchpad;

import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.client.Launch;
import org.rollcall.client.Launches;
import org.rollcall.consent.Consents;
import org.rollcall.directory.Group;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.oauth.DistrictRule;
import org.rollcall.oauth.DistrictRules;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.roster.RosterLookup;
import org.rollcall.tile.LaunchPads;
import org.rollcall.tile.OwnTile;
import org.rollcall.tile.Viewer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * The apps that somebody's district put on their LaunchPad.
 */
@Controller
class TilePages {

	private static final int LONGEST_SEARCH = 200;

	private static final Pattern PICTURE = Pattern.compile("/img/[A-Za-z0-9/_-]+|/(rollcall|favicon)\\.svg");

	/** So many of those that were opened last stand before all others. */
	private static final int RECENT = 4;

	private final LaunchPads launchPads;

	private final Launches launches;

	private final Consents consents;

	private final People people;

	private final DistrictRules rules;

	private final RosterLookup roster;

	private final StartApp startApp;

	private final RollcallProperties properties;

	private final InstantSource clock;

	TilePages(LaunchPads launchPads, Launches launches, Consents consents, People people, DistrictRules rules, RosterLookup roster,
			StartApp startApp, RollcallProperties properties, InstantSource clock) {
		this.launchPads = launchPads;
		this.launches = launches;
		this.consents = consents;
		this.people = people;
		this.rules = rules;
		this.roster = roster;
		this.startApp = startApp;
		this.properties = properties;
		this.clock = clock;
	}

	@GetMapping("/home")
	String tiles(Owner owner, HttpServletRequest request, Locale locale, Model model) {
		String typed = Parameters.of(request).first("q").orElse("").strip();
		String part = typed.substring(0, Math.min(LONGEST_SEARCH, typed.length()));
		List<OwnTile> all = this.launchPads.of(viewer(owner.person()));
		Map<String, Launch> launches = launches(owner.person(), all);
		List<OwnTile> own = all.stream().filter((tile) -> tile.clientId() == null || launches.containsKey(tile.clientId())).toList();
		List<OwnTile> found = own.stream().filter((tile) -> contains(tile.name(), part, locale)).toList();
		List<OwnTile> recent = found.stream()
			.filter((tile) -> !tile.favourite() && tile.lastUsedAt() != null)
			.sorted(Comparator.comparing((OwnTile tile) -> Objects.requireNonNull(tile.lastUsedAt())).reversed())
			.limit(RECENT)
			.toList();
		model.addAttribute("part", part);
		model.addAttribute("none", own.isEmpty());
		model.addAttribute("found", found.size());
		model.addAttribute("sections",
				List.of(section("favourites", found.stream().filter(OwnTile::favourite).toList(), launches),
						section("recent", recent, launches),
						section("all", found.stream().filter((tile) -> !tile.favourite() && !recent.contains(tile)).toList(), launches)));
		return "launchpad/tiles";
	}

	/**
	 * A link, so that an app can be opened in a tab of its own. Whoever was shown a tile that leads nowhere by now is told so.
	 */
	@GetMapping("/home/open/{tileId:[0-9]{1,18}}")
	@Nullable String open(Owner owner, @PathVariable long tileId, HttpServletResponse response, Model model) {
		Viewer viewer = viewer(owner.person());
		OwnTile tile = own(viewer, tileId);
		Launch launch = launches(owner.person(), List.of(tile)).get(tile.clientId());
		if (tile.clientId() != null && launch == null) {
			response.setStatus(HttpStatus.NOT_FOUND.value());
			model.addAttribute("tile", tile.name());
			return "launchpad/closed";
		}
		String address = this.startApp.address(tile, launch,
				(launch != null) ? this.consents.find(launch.clientId(), owner.userId()).allowed() : Set.of());
		this.launchPads.opened(viewer, tile, this.clock.instant());
		response.setStatus(HttpStatus.FOUND.value());
		response.setHeader(HttpHeaders.LOCATION, address);
		return null;
	}

	@PostMapping("/home/favourites")
	String favour(Owner owner, HttpServletRequest request) {
		Parameters sent = Parameters.of(request);
		Optional<Long> added = sent.first("add").flatMap(TilePages::number);
		Optional<Long> removed = sent.first("remove").flatMap(TilePages::number);
		Viewer viewer = viewer(owner.person());
		OwnTile tile = own(viewer, added.or(() -> removed).orElseThrow(TilePages::notFound));
		this.launchPads.favour(viewer, tile, added.isPresent());
		return "redirect:/home?done=" + (added.isPresent() ? "favourite" : "no-favourite");
	}

	/**
	 * Returns how to start the tiles' apps, by client id: those that the person could sign in to. It takes as many queries for many
	 * tiles as for one.
	 */
	private Map<String, Launch> launches(Person person, List<OwnTile> tiles) {
		List<String> clientIds = tiles.stream().map(OwnTile::clientId).filter(Objects::nonNull).map(String::valueOf).distinct().toList();
		if (clientIds.isEmpty()) {
			return new HashMap<>();
		}
		Map<String, Launch> launches = this.launches.of(clientIds, person.district().tenantId(), person.orgIds(),
				this.roster.isOfDistrict(person));
		Map<String, DistrictRule> rules = this.rules.of(person, launches.keySet());
		launches.values().removeIf((launch) -> rules.get(launch.clientId()).refuses(launch.scopes()));
		return launches;
	}

	private OwnTile own(Viewer viewer, long tileId) {
		return this.launchPads.find(viewer, tileId).orElseThrow(TilePages::notFound);
	}

	private Viewer viewer(Person person) {
		return new Viewer(person.district().tenantId(), person.userId(), person.profileId(),
				this.people.groups(person.userId()).stream().map(Group::groupId).toList(), person.orgIds());
	}

	private Section section(String name, List<OwnTile> tiles, Map<String, Launch> launches) {
		return new Section(name,
				tiles.stream()
					.map((tile) -> new Shown(tile.tileId(), tile.name(), icon(tile, launches.get(tile.clientId())), tile.favourite(),
							Moments.of(tile.lastUsedAt())))
					.toList());
	}

	/**
	 * Pages show nothing from elsewhere, and ask for nothing here that is no picture: who is signed in would be asking. So any other
	 * picture gives way to the app's logo, and that to the first letter.
	 */
	private @Nullable String icon(OwnTile tile, @Nullable Launch launch) {
		String here = this.properties.frontChannelUrl();
		if (tile.iconUrl() != null && tile.iconUrl().startsWith(here + "/") && PICTURE.matcher(tile.iconUrl().substring(here.length())).matches()) {
			return tile.iconUrl().substring(here.length());
		}
		return (launch != null && launch.logo() != null) ? "/img/" + launch.clientId() + "/" + launch.logo() : null;
	}

	private static boolean contains(String name, String part, Locale locale) {
		return name.toLowerCase(locale).contains(part.toLowerCase(locale));
	}

	private static Optional<Long> number(String value) {
		return value.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
	}

	private static ResponseStatusException notFound() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

	/**
	 * Tiles under one heading.
	 *
	 * @param name its name in the message bundle, under {@code launchpad.tiles.}
	 */
	record Section(String name, List<Shown> tiles) {
	}

	/**
	 * A tile, ready to be shown.
	 */
	record Shown(long tileId, String name, @Nullable String icon, boolean favourite, @Nullable ZonedDateTime lastUsedAt) {
	}

}
