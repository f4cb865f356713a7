package org.rollcall.administrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.directory.Credentials;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.People;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.SecretFile;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sees to it that somebody can look after the server: whom {@code rollcall.system-administrators} names, or else whoever opens
 * the link that lies in the data folder. The link is in a file and not in the log, because logs are read by many.
 */
@Component
class FirstAdministrator implements SmartLifecycle {

	static final String FILE = "first-administrator";

	private static final Logger logger = LoggerFactory.getLogger(FirstAdministrator.class);

	private final Administrators administrators;

	private final FirstAdministratorLink link;

	private final NamedAdministrators names;

	private final Districts districts;

	private final People people;

	private final RollcallProperties properties;

	private final List<String> named;

	private volatile boolean running;

	FirstAdministrator(Administrators administrators, FirstAdministratorLink link, NamedAdministrators names, Districts districts, People people,
			RollcallProperties properties, Environment environment) {
		this.administrators = administrators;
		this.link = link;
		this.names = names;
		this.districts = districts;
		this.people = people;
		this.properties = properties;
		this.named = Binder.get(environment)
			.bind("rollcall.system-administrators", Bindable.listOf(String.class))
			.orElse(List.of());
	}

	@Override
	public void start() {
		this.names.thatCount(this.named).forEach(this::grant);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * After the configuration is applied, which may bring the people, and before the workbench notes what a reset goes back to.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

	@EventListener(ApplicationReadyEvent.class)
	void leaveLink() {
		Path file = this.properties.dataDirectory().resolve(FILE);
		Optional<String> secret = this.link.issue();
		try {
			if (secret.isEmpty()) {
				Files.deleteIfExists(file);
				return;
			}
			SecretFile.createFolder(this.properties.dataDirectory().toAbsolutePath());
			SecretFile.write(file, this.properties.frontChannelUrl() + "/console/-/setup?link=" + secret.get() + "\n");
			logger.info("Nobody looks after this server yet. Open the link in {} within a day to become its first administrator", file);
		}
		catch (IOException ex) {
			logger.warn("Nobody looks after this server yet, and the link for the first administrator cannot be written to {}: {}."
					+ " Name somebody with ROLLCALL_SYSTEM_ADMINISTRATORS=district/login", file, ex.getMessage());
		}
	}

	/**
	 * Whoever finds the link later shall not wonder what it was for.
	 */
	@TransactionalEventListener(fallbackExecution = true)
	void removeLink(ConsoleRoleChanged changed) {
		if (changed.granted() && changed.role() == ConsoleRole.SYSTEM_ADMINISTRATOR) {
			try {
				Files.deleteIfExists(this.properties.dataDirectory().resolve(FILE));
			}
			catch (IOException ex) {
				logger.warn("The link in {} is good for nothing any more, and cannot be removed: {}",
						this.properties.dataDirectory().resolve(FILE), ex.getMessage());
			}
		}
	}

	private void grant(String name) {
		String[] parts = name.split("/", 2);
		Optional<Credentials> person = this.districts.findByCustomUrl(parts[0])
			.map(District::tenantId)
			.flatMap((tenantId) -> this.people.findCredentials(tenantId, (parts.length == 2) ? parts[1] : ""));
		if (person.isPresent()) {
			this.administrators.grant(person.get().userId(), ConsoleRole.SYSTEM_ADMINISTRATOR);
		}
		else {
			logger.warn("rollcall.system-administrators names '{}', and there is nobody of that name. Write district/login, such as"
					+ " lincolnusd/ada.admin. A name counts at the first start that has it", name.replaceAll("\\p{Cntrl}", "?"));
		}
	}

}
