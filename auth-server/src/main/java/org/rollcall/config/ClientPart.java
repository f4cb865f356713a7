package org.rollcall.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.AppKind;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientSecret;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Initiation;
import org.rollcall.client.Launches;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.Scope;
import org.rollcall.client.TokenFormat;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code clients}.
 */
@Component
@Order(3)
class ClientPart implements Part {

	private static final String KIND = "client";

	private final Clients clients;

	private final Launches launches;

	private final SharingPart sharing;

	private final PartnerKeySetting partnerKeys;

	private final Lifetimes lifetimes;

	/**
	 * @param lifetimes for apps of which neither the item nor its document says anything
	 */
	ClientPart(Clients clients, Launches launches, SharingPart sharing, PartnerKeySetting partnerKeys, Lifetimes lifetimes) {
		this.clients = clients;
		this.launches = launches;
		this.sharing = sharing;
		this.partnerKeys = partnerKeys;
		this.lifetimes = lifetimes;
	}

	@Override
	public String list() {
		return "clients";
	}

	@Override
	public void apply(List<Section> items, ConfigDocument document, Changes changes) {
		Map<String, Section> seen = new HashMap<>();
		for (Section item : items) {
			String clientId = item.text("clientId", "");
			Section other = seen.putIfAbsent(clientId, item);
			if (other != null) {
				item.fault("clientId",
						"This client id stands here twice; the first is in line " + other.at("clientId").line() + ".");
				continue;
			}
			Optional<ClientRegistration> before = this.clients.findRegistration(clientId);
			Optional<ClientRegistration> wanted = registration(item, before, document.root().section(Shapes.LIFETIMES));
			if (wanted.isPresent() && (register(item, before, wanted.get()) | share(item, clientId))) {
				if (before.isPresent()) {
					changes.updated(KIND, wanted.get().name());
				}
				else {
					changes.created(KIND, wanted.get().name());
				}
			}
		}
	}

	// Of an app that could not be registered there is nothing to share.
	private boolean share(Section item, String clientId) {
		return this.clients.findRegistration(clientId).isPresent()
				&& (this.sharing.apply(item, clientId) | this.partnerKeys.apply(item, clientId));
	}

	/**
	 * Returns whether the app is another one than before.
	 */
	private boolean register(Section item, Optional<ClientRegistration> before, ClientRegistration registration) {
		Optional<String> initiate = Optional.ofNullable(item.text(Shapes.INITIATE_LOGIN_URI));
		Initiation initiation = Initiation.of(item.text(Shapes.INITIATION, Initiation.BOTH.value()));
		boolean begunElsewhere = !initiate.equals(this.launches.initiateLoginUri(registration.clientId()))
				|| initiation != this.launches.initiation(registration.clientId());
		try {
			if (!Optional.of(registration).equals(before)) {
				if (before.filter((known) -> Objects.equals(known.secret(), registration.secret())).isPresent()) {
					this.clients.update(registration);
				}
				else {
					this.clients.register(registration);
				}
			}
			else if (!begunElsewhere) {
				return false;
			}
			if (begunElsewhere) {
				this.launches.startBy(registration.clientId(), initiation, initiate.orElse(null));
			}
			return true;
		}
		catch (IllegalArgumentException ex) {
			tell(item, ex);
			return false;
		}
	}

	private Optional<ClientRegistration> registration(Section item, Optional<ClientRegistration> before,
			@Nullable Section documentLifetimes) {
		boolean isPublic = "public".equals(item.text("type"));
		ClientType type = isPublic ? ClientType.PUBLIC : ClientType.CONFIDENTIAL;
		try {
			return Optional.of(new ClientRegistration(item.text("clientId", ""), secret(item, isPublic, before),
					item.text("name", ""), type,
					Fidelity.of(item.text("fidelity", Fidelity.EXTENDED.value())), item.flag("requirePkce", isPublic),
					item.texts("redirectUris"), item.texts("postLogoutRedirectUris"),
					item.optionalTexts("scopes").<Set<String>>map(LinkedHashSet::new).orElseGet(Scope::all),
					lifetimes(item.section(Shapes.LIFETIMES), lifetimes(documentLifetimes, this.lifetimes)),
					item.flag("enabled", before.map(ClientRegistration::enabled).orElse(true)), kind(item, type, before),
					TokenFormat.of(item.text(Shapes.TOKEN_FORMAT, TokenFormat.OPAQUE.value()))));
		}
		catch (IllegalArgumentException ex) {
			tell(item, ex);
			return Optional.empty();
		}
	}

	/**
	 * An item that does not say what the app is leaves it what it was.
	 */
	private static AppKind kind(Section item, ClientType type, Optional<ClientRegistration> before) {
		String kind = item.text("kind");
		if (kind != null) {
			return AppKind.of(kind);
		}
		return before.map(ClientRegistration::kind)
			.filter((known) -> known.type() == type)
			.orElseGet(() -> AppKind.of(type, item.texts("redirectUris")));
	}

	/**
	 * A secret that the app has or had is no news: a file that is applied at every start neither makes an ended one good again nor
	 * ends those that were made since.
	 */
	private @Nullable ClientSecret secret(Section item, boolean isPublic, Optional<ClientRegistration> before) {
		String secret = item.text("clientSecret");
		String hash = item.text("clientSecretHash");
		if (secret != null && hash != null) {
			throw new IllegalArgumentException("Write either clientSecret or clientSecretHash, not both.");
		}
		if (isPublic && (secret != null || hash != null)) {
			throw new IllegalArgumentException("A public app has no secret; leave clientSecret out.");
		}
		ClientSecret known = before.map(ClientRegistration::secret).orElse(null);
		if (secret != null || hash != null) {
			ClientSecret brought = (secret != null) ? ClientSecret.of(secret) : new ClientSecret(Objects.requireNonNull(hash));
			return (known != null && this.clients.hasHad(item.text("clientId", ""), brought)) ? known : brought;
		}
		if (known == null && !isPublic) {
			throw new IllegalArgumentException("'clientSecret' is missing: a confidential app has one; or write type: public.");
		}
		return isPublic ? null : known;
	}

	private static Lifetimes lifetimes(@Nullable Section item, Lifetimes otherwise) {
		if (item == null) {
			return otherwise;
		}
		return new Lifetimes(span(item, "accessToken", otherwise.accessToken()), span(item, "idToken", otherwise.idToken()),
				span(item, "refreshToken", otherwise.refreshToken()), span(item, "grant", otherwise.grant()));
	}

	private static Duration span(Section item, String name, Duration otherwise) {
		Duration span = item.span(name);
		return (span != null) ? span : otherwise;
	}

	/** What is wrong is a sentence about one of the settings; it belongs where that setting stands. */
	private static void tell(Section item, IllegalArgumentException ex) {
		String sentence = String.valueOf(ex.getMessage());
		String setting = "clientId";
		if (sentence.contains(Shapes.INITIATE_LOGIN_URI)) {
			setting = Shapes.INITIATE_LOGIN_URI;
		}
		else if (sentence.contains("the scope '")) {
			setting = "scopes";
		}
		else if (sentence.contains(Shapes.TOKEN_FORMAT)) {
			setting = Shapes.TOKEN_FORMAT;
		}
		else if (sentence.contains("ecret")) {
			setting = item.has("clientSecretHash") ? "clientSecretHash" : "clientSecret";
		}
		else if (sentence.contains("of the kind")) {
			setting = "kind";
		}
		else if (sentence.contains("redirect URI")) {
			for (String uris : List.of("redirectUris", "postLogoutRedirectUris")) {
				for (String uri : item.texts(uris)) {
					if (sentence.contains("'" + uri + "'")) {
						item.fault(uris, uri, sentence);
						return;
					}
				}
			}
			setting = "redirectUris";
		}
		else if (sentence.contains("PKCE")) {
			setting = "requirePkce";
		}
		else if (sentence.contains("lifetime") || sentence.contains("lives")) {
			setting = Shapes.LIFETIMES;
		}
		else if (sentence.contains("needs a name") || sentence.startsWith("The name ")) {
			setting = "name";
		}
		item.fault(setting, sentence);
	}

	@Override
	public void removeOthers(List<Section> items, ConfigDocument document, Changes changes) {
		Set<String> named = items.stream().map((item) -> item.text("clientId", "")).collect(Collectors.toSet());
		this.clients.registrations().stream().filter((client) -> !named.contains(client.clientId())).forEach((client) -> {
			this.clients.remove(client.clientId());
			changes.removed(KIND, client.name());
		});
	}

	@Override
	public List<Map<String, Object>> export() {
		return this.clients.registrations().stream().map((client) -> {
			Map<String, Object> item = export(client);
			this.sharing.export(client.clientId(), item);
			this.partnerKeys.export(client.clientId(), item);
			return item;
		}).toList();
	}

	Map<String, Object> export(ClientRegistration client) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("clientId", client.clientId());
		if (client.secret() != null) {
			item.put("clientSecretHash", client.secret().hash());
		}
		item.put("name", client.name());
		item.put("type", client.type().value());
		if (client.kind() != AppKind.of(client.type(), client.redirectUris())) {
			item.put("kind", client.kind().value());
		}
		item.put("fidelity", client.fidelity().value());
		item.put(Shapes.TOKEN_FORMAT, client.tokenFormat().value());
		item.put("requirePkce", client.pkceRequired());
		item.put("redirectUris", client.redirectUris());
		if (!client.postLogoutRedirectUris().isEmpty()) {
			item.put("postLogoutRedirectUris", client.postLogoutRedirectUris());
		}
		this.launches.initiateLoginUri(client.clientId()).ifPresent((uri) -> item.put(Shapes.INITIATE_LOGIN_URI, uri));
		Initiation initiation = this.launches.initiation(client.clientId());
		if (initiation != Initiation.BOTH) {
			item.put(Shapes.INITIATION, initiation.value());
		}
		item.put("scopes", List.copyOf(client.scopes()));
		item.put(Shapes.LIFETIMES, Kinds.ordered("accessToken", text(client.lifetimes().accessToken()), "idToken",
				text(client.lifetimes().idToken()), "refreshToken", text(client.lifetimes().refreshToken()), "grant",
				text(client.lifetimes().grant())));
		item.put("enabled", client.enabled());
		return item;
	}

	static String text(Duration duration) {
		ChronoUnit unit = ChronoUnit.SECONDS;
		for (ChronoUnit larger : List.of(ChronoUnit.MINUTES,
				ChronoUnit.HOURS, ChronoUnit.DAYS)) {
			if (duration.toSeconds() % larger.getDuration().toSeconds() == 0) {
				unit = larger;
			}
		}
		return DurationStyle.SIMPLE.print(duration, unit);
	}

}
