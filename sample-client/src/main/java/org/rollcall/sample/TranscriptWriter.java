package org.rollcall.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rollcall.sample.Transcript.Line;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Writes down what a sign-in was made of. */
@Component
class TranscriptWriter {

	private static final Set<String> SECRET = Set.of("access_token", "code", "code_verifier", "id_token",
			"refresh_token");

	private static final Set<String> TIME = Set.of("auth_time", "exp", "iat");

	private final SampleProperties properties;

	private final JsonMapper json;

	TranscriptWriter(SampleProperties properties, JsonMapper json) {
		this.properties = properties;
		this.json = json;
	}

	Transcript write(SignedIn signedIn) {
		return new Transcript(request(signedIn.request()), lines(signedIn.response().parameters()),
				tokens(signedIn.tokens()), signed(signedIn.idToken(), 0), signed(signedIn.idToken(), 1),
				json.writerWithDefaultPrettyPrinter().writeValueAsString(signedIn.person().info()));
	}

	private List<Line> request(@Nullable AuthorizationRequest request) {
		if (request == null) {
			return List.of();
		}
		List<Line> lines = lines(request.parameters(properties));
		lines.add(line("code_verifier", request.codeVerifier()));
		return lines;
	}

	private List<Line> tokens(Tokens tokens) {
		List<Line> lines = lines(tokens.answer());
		lines.replaceAll((line) -> line.name().equals("expires_in")
				? new Line(line.name(), line.value(), false, tokens.expiresAt()) : line);
		return lines;
	}

	/** A part of the id_token, just as it was signed: the header is the first, the claims are the second. */
	private List<Line> signed(@Nullable Jwt idToken, int part) {
		if (idToken == null) {
			return List.of();
		}
		byte[] decoded = Base64.getUrlDecoder().decode(idToken.getTokenValue().split("\\.")[part]);
		return lines(json.readValue(decoded, new TypeReference<LinkedHashMap<String, Object>>() {
		}));
	}

	private List<Line> lines(Map<String, ?> values) {
		List<Line> lines = new ArrayList<>();
		values.forEach((name, value) -> lines.add(line(name, value)));
		return lines;
	}

	private Line line(String name, @Nullable Object value) {
		String text = (value instanceof String string) ? string : json.writeValueAsString(value);
		Instant time = (TIME.contains(name) && value instanceof Number seconds)
				? Instant.ofEpochSecond(seconds.longValue()) : null;
		return new Line(name, text, SECRET.contains(name), time);
	}

}
