package org.rollcall.oneroster;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Scope;
import org.rollcall.directory.Person;
import org.rollcall.platform.Actor;
import org.rollcall.roster.gradebook.Gradebook;
import org.rollcall.roster.gradebook.GradebookBusyException;
import org.rollcall.roster.gradebook.GradebookWriter;
import org.rollcall.roster.gradebook.InvalidEntryException;
import org.rollcall.roster.gradebook.WriteRefusedException;
import org.rollcall.roster.query.Reference;
import org.rollcall.roster.query.RosterType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Takes what apps write (OneRoster 1.1, section 3.2): {@code PUT} creates or replaces, {@code DELETE} marks as removed.
 */
@Component
class GradebookHandler {

	private static final int LARGEST_BODY = 1024 * 1024;

	private static final Set<Scope> WRITE = Set.of(Scope.ROSTER_GRADES_WRITE);

	private final Gradebook gradebook;

	private final ObjectReader json;

	GradebookHandler(Gradebook gradebook, JsonMapper json) {
		this.gradebook = gradebook;
		// As a double, a score would be another one.
		this.json = json.readerFor(new TypeReference<Map<String, @Nullable Object>>() {
		}).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
	}

	ServerResponse put(ServerRequest request, RosterType type, Version version) throws IOException {
		GradebookWriter writer = writer(request);
		String sourcedId = OpaqueIds.of(request, "id");
		Map<String, @Nullable Object> fields = fields(request.servletRequest(), type);
		boolean created = written(version, () -> this.gradebook.put(writer, type, sourcedId, fields, version.required(type)));
		if (!created) {
			return ServerResponse.ok().header("Cache-Control", "no-store").build();
		}
		Address address = Address.of(request.servletRequest(), version);
		return ServerResponse.created(URI.create(address.href(new Reference(type, sourcedId)))).header("Cache-Control", "no-store").build();
	}

	ServerResponse delete(ServerRequest request, RosterType type, Version version) {
		GradebookWriter writer = writer(request);
		String sourcedId = OpaqueIds.of(request, "id");
		if (!written(version, () -> this.gradebook.remove(writer, type, sourcedId))) {
			throw RosterHandler.unknown(type.singular(), sourcedId);
		}
		return ServerResponse.noContent().header("Cache-Control", "no-store").build();
	}

	private static GradebookWriter writer(ServerRequest request) {
		Caller caller = Caller.of(request.servletRequest());
		caller.demand(WRITE, "Writing into the gradebook needs");
		Person person = caller.person();
		if (person != null) {
			Actor.enter(request.servletRequest(), Actor.Kind.PERSON, Integer.toString(person.userId()));
		}
		else {
			Actor.enter(request.servletRequest(), Actor.Kind.APP, caller.clientId());
		}
		return new GradebookWriter(caller.clientId(), person, caller.sight());
	}

	private static boolean written(Version version, Supplier<Boolean> writing) {
		try {
			return writing.get();
		}
		catch (InvalidEntryException ex) {
			throw new OneRosterException(version.invalidEntry(), CodeMinor.INVALID_DATA, "Nothing was written: " + ex.getMessage() + ".");
		}
		catch (WriteRefusedException ex) {
			throw new OneRosterException(CodeMinor.FORBIDDEN, ex.getMessage());
		}
		catch (GradebookBusyException ex) {
			throw new OneRosterException(CodeMinor.SERVER_BUSY, ex.getMessage() + ". Send it again in a minute.");
		}
	}

	@SuppressWarnings("unchecked")
	private Map<String, @Nullable Object> fields(HttpServletRequest request, RosterType type) throws IOException {
		byte[] body = (request.getContentLengthLong() > LARGEST_BODY) ? new byte[LARGEST_BODY + 1]
				: request.getInputStream().readNBytes(LARGEST_BODY + 1);
		if (body.length > LARGEST_BODY) {
			throw new OneRosterException(HttpStatus.CONTENT_TOO_LARGE, CodeMinor.INVALID_DATA, "The body is larger than %d KB."
				.formatted(LARGEST_BODY / 1024));
		}
		Map<String, @Nullable Object> sent;
		try {
			sent = this.json.readValue(body);
		}
		catch (StreamConstraintsException ex) {
			throw new OneRosterException(CodeMinor.INVALID_DATA, "The body is nested too deeply, or has a number or a name that is too long.");
		}
		catch (MismatchedInputException ex) {
			throw otherThan(type);
		}
		catch (JacksonException ex) {
			TokenStreamLocation place = ex.getLocation();
			throw new OneRosterException(CodeMinor.INVALID_DATA, "The body is not JSON: %s%s.".formatted(ex.getOriginalMessage(),
					(place != null) ? " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr()) : ""));
		}
		if (sent != null && sent.get(type.singular()) instanceof Map<?, ?> fields) {
			return (Map<String, @Nullable Object>) fields;
		}
		throw otherThan(type);
	}

	private static OneRosterException otherThan(RosterType type) {
		return new OneRosterException(CodeMinor.INVALID_DATA, "The body must be {\"%s\": {…}}.".formatted(type.singular()));
	}

}
