package org.rollcall.dropin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.rollcall.platform.StartupProblem;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns drop-in mode on before anything is made: refuses it where it must not run, and sets the addresses to ClassLink's.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DropInInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Pattern PRODUCTION = Pattern.compile("(.*[-_.])?prod(uction)?([-_.].*)?", Pattern.CASE_INSENSITIVE);

	private static final int HIGHEST_PORT = 65_535;

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (!isOn(environment)) {
			return;
		}
		refuseProduction(environment);
		checkPort(environment);
		Map<String, Object> addresses = addresses();
		addresses.forEach((name, address) -> refuseAnother(environment, name, address.toString()));
		addresses.put("rollcall.secure-cookies", true);
		environment.getPropertySources().addFirst(new MapPropertySource("drop-in mode", addresses));
	}

	private static boolean isOn(ConfigurableEnvironment environment) {
		String value = environment.getProperty("rollcall.drop-in", "").strip().toLowerCase();
		return switch (value) {
			case "true" -> true;
			case "false", "" -> false;
			default -> throw new StartupProblem("rollcall.drop-in is '" + value + "', which is neither true nor false.",
					"Set ROLLCALL_DROP_IN to true, or take it away.");
		};
	}

	private static void refuseProduction(ConfigurableEnvironment environment) {
		Arrays.stream(environment.getActiveProfiles())
			.filter((profile) -> PRODUCTION.matcher(profile).matches())
			.findFirst()
			.ifPresent((profile) -> {
				throw new StartupProblem("Drop-in mode is on together with the profile '" + profile
						+ "'. In drop-in mode Rollcall plays ClassLink under ClassLink's own names, which is for tests only.",
						"Take ROLLCALL_DROP_IN away, or the profile from SPRING_PROFILES_ACTIVE.");
			});
	}

	private static void checkPort(ConfigurableEnvironment environment) {
		String port = environment.getProperty("rollcall.drop-in-port", "").strip();
		if (!port.isEmpty() && !isPort(port)) {
			throw new StartupProblem("rollcall.drop-in-port is '" + port + "', which is not a port.",
					"Set ROLLCALL_DROP_IN_PORT to a number from 1 to " + HIGHEST_PORT + ", such as 8443 or 443.");
		}
		if (port.equals(environment.getProperty("server.port"))) {
			throw new StartupProblem("Both server.port and rollcall.drop-in-port are " + port + ".",
					"Give http and TLS a port each: SERVER_PORT and ROLLCALL_DROP_IN_PORT.");
		}
	}

	private static boolean isPort(String port) {
		return port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= HIGHEST_PORT;
	}

	private static Map<String, Object> addresses() {
		Map<String, Object> addresses = new LinkedHashMap<>();
		addresses.put("rollcall.issuer", ClassLinkHosts.ISSUER);
		addresses.put("rollcall.front-channel-url", ClassLinkHosts.ISSUER);
		addresses.put("rollcall.back-channel-url", ClassLinkHosts.ISSUER);
		addresses.put("rollcall.user-api-url", "https://" + ClassLinkHosts.NODE_API);
		return addresses;
	}

	/**
	 * Whoever set another address expects to be reached by it.
	 */
	private static void refuseAnother(ConfigurableEnvironment environment, String name, String address) {
		String value = environment.getProperty(name);
		if (value != null && !value.isBlank() && !value.equals(address) && !isOurDefault(environment, name, value)) {
			throw new StartupProblem(name + " is '" + value + "', but in drop-in mode it is " + address + ".",
					"Take " + name.replace('.', '_').replace('-', '_').toUpperCase()
							+ " away, or start without drop-in mode.");
		}
	}

	private static boolean isOurDefault(ConfigurableEnvironment environment, String name, String value) {
		return name.equals("rollcall.issuer") && value.equals("http://localhost:" + environment.getProperty("server.port"));
	}

}
