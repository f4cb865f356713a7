package org.rollcall.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.RSAKey;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import org.rollcall.setting.SwitchBoard;
import org.rollcall.setting.Switches;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the server in line with a {@code rollcall.yaml}, and writes one that would bring it to where it is.
 *
 * <p>
 * It is all or nothing, and it is idempotent: what is there already is left as it is, so the same document twice changes
 * nothing. With {@code mode: exact} what the document does not name is removed.
 */
@Service
public class Configurations {

	/** What {@link #schemaOf} knows. */
	public static final List<String> KINDS = List.of("config", "districts", "people", "clients", "tiles", "consents", "policies",
			"roster-shares");

	/** Any constant will do: whole documents are applied one after the other, on all nodes. */
	private static final long TURN = 0x526f6c6c63666766L;

	private final List<Part> parts;

	private final DistrictPart districtPart;

	private final KeyPart keyPart;

	private final SwitchBoard switchBoard;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private final boolean testing;

	/**
	 * @param testing whether this server is there for tests
	 */
	Configurations(List<Part> parts, DistrictPart districtPart, KeyPart keyPart, SwitchBoard switchBoard, JdbcClient jdbc,
			PlatformTransactionManager transactionManager, ApplicationEventPublisher events,
			@Value("${rollcall.workbench.enabled:false}") boolean testing) {
		this.parts = List.copyOf(parts);
		this.districtPart = districtPart;
		this.keyPart = keyPart;
		this.switchBoard = switchBoard;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactionManager);
		this.events = events;
		this.testing = testing;
	}

	/**
	 * Applies a document that came over the network; it may refer neither to the environment nor to files.
	 * @param text YAML, of which JSON is a part
	 * @param dryRun whether to tell only what would change
	 * @return what changed
	 * @throws InvalidConfigException with all its faults, if it has any; then nothing has changed
	 */
	public List<ConfigChange> apply(String text, boolean dryRun) {
		return apply(ConfigDocument.parse(text, "the document", References.none()), "A document", dryRun);
	}

	List<ConfigChange> apply(ConfigDocument document, String source, boolean dryRun) {
		Map<RSAKey, Section> keys = this.keyPart.read(document);
		Changes changes = new Changes();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select pg_advisory_xact_lock(?)").param(TURN).query((row) -> {
			});
			applyParts(document, changes);
			if (dryRun) {
				status.setRollbackOnly();
			}
			else {
				tell(source, changes);
			}
		});
		if (dryRun) {
			this.keyPart.announce(keys, changes);
			return changes.all();
		}
		Changes adopted = new Changes();
		this.keyPart.adopt(keys, adopted);
		tell(source, adopted);
		changes.add(adopted);
		return changes.all();
	}

	private void tell(String source, Changes changes) {
		if (!changes.all().isEmpty()) {
			this.events.publishEvent(new ConfigApplied(source, changes.all(), null));
		}
	}

	private void applyParts(ConfigDocument document, Changes changes) {
		Section root = document.root();
		if (document.isExact()) {
			for (Part part : this.parts.reversed()) {
				part.removeOthers(root.sections(part.list()), document, changes);
			}
		}
		for (Part part : this.parts) {
			part.apply(root.sections(part.list()), document, changes);
		}
		turnSwitches(document, changes);
		document.faults().throwIfAny();
		if (document.isExact()) {
			this.districtPart.tidy(root.sections(this.districtPart.list()), changes);
		}
	}

	private void turnSwitches(ConfigDocument document, Changes changes) {
		Section item = document.root().section("switches");
		if (item == null && !document.isExact()) {
			return;
		}
		Switches before = this.switchBoard.read();
		Switches base = document.isExact() ? Switches.DEFAULT : before;
		Switches wanted = (item == null) ? base : new Switches(item.flag("askConsent", base.askConsent()),
				item.flag("signInThrottle", base.signInThrottle()));
		if (item != null && !wanted.signInThrottle() && !this.testing) {
			item.fault("signInThrottle", "Nothing else keeps people from guessing passwords, so this can be switched off with"
					+ " rollcall.workbench.enabled=true only.");
			return;
		}
		if (!wanted.equals(before)) {
			this.switchBoard.turn(wanted);
			changes.updated("switches", "of the server");
		}
	}

	/**
	 * Returns the running state as a document that brings a new server to it. Secrets and passwords are in it as hashes, the
	 * signing keys are not.
	 */
	public Map<String, Object> export() {
		Map<String, Object> escaped = new LinkedHashMap<>();
		state().forEach((list, items) -> escaped.put(list, References.escape(items)));
		return escaped;
	}

	private Map<String, Object> state() {
		return this.transaction.execute((status) -> {
			status.setRollbackOnly();
			Map<String, Object> document = new LinkedHashMap<>();
			Switches switches = this.switchBoard.read();
			document.put("switches", Kinds.ordered("askConsent", switches.askConsent(), "signInThrottle",
					switches.signInThrottle()));
			for (Part part : this.parts) {
				List<Map<String, Object>> items = part.export();
				if (!items.isEmpty()) {
					document.put(part.list(), new ArrayList<>(items));
				}
			}
			return document;
		});
	}

	/**
	 * Returns the {@linkplain #export() running state} in YAML.
	 */
	public String exportYaml() {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setIndent(4);
		options.setIndicatorIndent(2);
		options.setWidth(120);
		options.setDereferenceAliases(true);
		return "# yaml-language-server: $schema=rollcall.schema.json\n"
				+ "# Secrets and passwords are hashes. Signing keys are not in here.\n"
				+ new Yaml(options).dump(export());
	}

	/**
	 * Returns the JSON Schema (2020-12) of the documents.
	 */
	public static String schema() {
		return Shapes.schema();
	}

	/**
	 * Returns the JSON Schema (2020-12) of what the admin API takes.
	 * @param kind as it stands in addresses, such as {@code people}
	 */
	public static Map<String, Object> schemaOf(String kind) {
		return switch (kind) {
			case "config" -> Shapes.DOCUMENT.schema();
			case "districts" -> Shapes.DISTRICT.schema();
			case "people" -> Shapes.NEW_PERSON.schema();
			case "clients" -> Shapes.NEW_CLIENT.schema();
			case "tiles" -> Shapes.TILE.schema();
			case "consents" -> Shapes.CONSENT.schema();
			case "policies" -> Shapes.POLICY.schema();
			case "roster-shares" -> Shapes.ROSTER_SHARE.schema();
			default -> throw new IllegalArgumentException("There is nothing of the kind " + kind);
		};
	}

}
