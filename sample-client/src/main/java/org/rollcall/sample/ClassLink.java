package org.rollcall.sample;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rollcall.sample.SignInFailure.Reason;
import org.rollcall.sample.SignInFailure.Said;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** What this app asks ClassLink directly, server to server, without the browser. */
@Component
class ClassLink {

	private static final TypeReference<LinkedHashMap<String, Object>> JSON_OBJECT = new TypeReference<>() {
	};

	private final SampleProperties properties;

	private final JsonMapper json;

	private final InstantSource time;

	private final RestClient http;

	ClassLink(SampleProperties properties, ClientHttpRequestFactory requests, JsonMapper json, InstantSource time) {
		this.properties = properties;
		this.json = json;
		this.time = time;
		this.http = RestClient.builder().requestFactory(requests).build();
	}

	/**
	 * Step 3: the code becomes tokens. A code works once, and only for a few minutes.
	 * @param codeVerifier the secret to the challenge that was sent; none if none was
	 */
	Tokens exchange(String code, @Nullable String codeVerifier) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("grant_type", "authorization_code");
		form.add("code", code);
		form.add("redirect_uri", properties.redirectUri().toString());
		if (codeVerifier != null) {
			form.add("code_verifier", codeVerifier);
		}
		return Tokens.of(postToTokenEndpoint(form), time.instant(), null);
	}

	/** Later: new tokens for the refresh token, without asking the person again. */
	Tokens refresh(String refreshToken) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("grant_type", "refresh_token");
		form.add("refresh_token", refreshToken);
		return Tokens.of(postToTokenEndpoint(form), time.instant(), refreshToken);
	}

	/** Step 5: who is it? */
	Person myInfo(String accessToken) {
		return new Person(ask(http.get()
			.uri(properties.myInfoEndpoint())
			.headers((headers) -> headers.setBearerAuth(accessToken)), Reason.MY_INFO_REFUSED));
	}

	/**
	 * And more, if the district shares its roster: see {@link Roster}.
	 * @param path behind the root of OneRoster 1.1, perhaps with names of variables in braces
	 */
	Map<String, Object> oneRoster(String path, String accessToken, Object... variables) {
		return ask(http.get()
			.uri(properties.oneRosterEndpoint() + path, variables)
			.headers((headers) -> headers.setBearerAuth(accessToken)), Reason.ROSTER_REFUSED);
	}

	/** The app proves who it is with its id and secret in the form: client_secret_post. */
	private Map<String, Object> postToTokenEndpoint(MultiValueMap<String, String> form) {
		form.add("client_id", properties.clientId());
		if (!properties.clientSecret().isEmpty()) {
			form.add("client_secret", properties.clientSecret());
		}
		return ask(http.post()
			.uri(properties.tokenEndpoint())
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(form), Reason.TOKEN_REFUSED);
	}

	private Map<String, Object> ask(RestClient.RequestHeadersSpec<?> request, Reason refused) {
		try {
			ResponseEntity<byte[]> answer = request.accept(MediaType.APPLICATION_JSON)
				.retrieve()
				.onStatus((status) -> true, (sent, received) -> {
					// a refusal is read like any other answer, below
				})
				.toEntity(byte[].class);
			Map<String, Object> body = read(answer.getBody());
			if (!answer.getStatusCode().is2xxSuccessful()) {
				throw new SignInFailure(refused, said(answer.getStatusCode().value(), body));
			}
			if (body.isEmpty()) {
				throw new SignInFailure(Reason.NOT_UNDERSTOOD);
			}
			return body;
		}
		catch (ResourceAccessException ex) {
			throw new SignInFailure(Reason.UNREACHABLE);
		}
	}

	/** The JSON object, or an empty one if it is none: some errors come as a web page. */
	private Map<String, Object> read(byte @Nullable [] body) {
		try {
			Map<String, Object> read = json.readValue((body != null) ? body : new byte[0], JSON_OBJECT);
			return (read != null) ? read : Map.of();
		}
		catch (JacksonException ex) {
			return Map.of();
		}
	}

	/** The token endpoint has a code and a description, the API a message, and OneRoster a name of its own for it. */
	private static Said said(int status, Map<String, Object> body) {
		Object description = body.getOrDefault("error_description",
				body.getOrDefault("message", body.get("imsx_description")));
		return new Said(status, (body.get("error") instanceof String error) ? error : null,
				(description instanceof String words) ? words : null);
	}

}
