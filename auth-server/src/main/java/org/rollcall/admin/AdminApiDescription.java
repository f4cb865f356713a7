package org.rollcall.admin;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.config.Configurations;
import org.rollcall.config.Requests;
import org.rollcall.platform.ApiDescription;
import org.rollcall.platform.RollcallProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Describes the admin API from its routes, and what is sent to it from the shapes of a {@code rollcall.yaml}: there is no second
 * list that could fall behind. It is put together when it is first asked for, so that no start waits for it.
 */
@Component
class AdminApiDescription implements ApiDescription {

	private static final String PREFIX = "/admin/v1/";

	/** A variable of a path with what may stand there, which may have braces of its own. */
	private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}");

	private static final String KEY = "apiKey";

	private static final String MACHINE = "machine";

	private static final String JSON = "application/json";

	private static final Map<String, String> ONE = Map.of("config", "the whole configuration", "districts", "a district", "people",
			"a person", "clients", "an app", "tiles", "a tile", "consents", "a permission",
			"policies", "what a district decided about an app", "keys", "a signing key", "api-keys", "an API key",
			"registration-tokens", "a token for registering apps");

	private static final Map<String, String> MANY = Map.ofEntries(Map.entry("districts", "the districts"),
			Map.entry("people", "people"),
			Map.entry("clients", "the apps"),
			Map.entry("tiles", "the tiles"),
			Map.entry("consents", "the permissions"),
			Map.entry("policies", "what districts decided about apps"),
			Map.entry("sessions", "where a person is signed in"),
			Map.entry("keys", "the signing keys"),
			Map.entry("api-keys", "the API keys"),
			Map.entry("registration-tokens", "the tokens for registering apps"),
			Map.entry("rosters", "imports of rosters, and which apps see them"));

	private final ObjectProvider<RequestMappingHandlerMapping> routes;

	private final RollcallProperties properties;

	private volatile @Nullable Map<String, Object> document;

	AdminApiDescription(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> routes,
			RollcallProperties properties) {
		this.routes = routes;
		this.properties = properties;
	}

	@Override
	public List<Operation> operations() {
		return routes().stream()
			.map((route) -> new Operation(route.method(), route.path(), route.summary(), route.scope(), route.body() != null))
			.toList();
	}

	@Override
	public Map<String, Object> document() {
		Map<String, Object> known = this.document;
		if (known == null) {
			known = describe();
			this.document = known;
		}
		return known;
	}

	private List<Route> routes() {
		List<Route> found = new ArrayList<>();
		this.routes.getObject().getHandlerMethods().forEach((mapping, handler) -> {
			for (String pattern : mapping.getPatternValues()) {
				if (pattern.startsWith(PREFIX)) {
					for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
						String path = VARIABLE.matcher(pattern).replaceAll("{$1}");
						if (found.stream().noneMatch((route) -> route.path().equals(path) && route.method().equals(method.name()))) {
							found.add(new Route(method.name(), path, handler));
						}
					}
				}
			}
		});
		found.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
		return found;
	}

	private Map<String, Object> describe() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("openapi", "3.1.0");
		document.put("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema");
		document.put("info", Map.of("title", "Rollcall admin API", "version", "1", "description",
				"What a rollcall.yaml declares, as a whole or one thing at a time, and what the console does besides. Everything takes JSON"
						+ " and YAML."));
		document.put("servers", List.of(Map.of("url", this.properties.backChannelUrl())));
		document.put("security", List.of(Map.of(KEY, List.of()), Map.of(MACHINE, List.of())));
		document.put("tags",
				Arrays.stream(ApiKeyScope.values()).map((scope) -> Map.of("name", scope.kind())).toList());
		Map<String, Map<String, Object>> paths = new TreeMap<>();
		routes().forEach((route) -> paths.computeIfAbsent(route.path(), (path) -> new LinkedHashMap<>())
			.put(route.method().toLowerCase(Locale.ROOT), operation(route)));
		document.put("paths", paths);
		Map<String, Object> schemas = new LinkedHashMap<>();
		for (String kind : Configurations.KINDS) {
			schemas.put(kind, Configurations.schemaOf(kind));
		}
		schemas.putAll(Requests.schemas());
		schemas.put("problem", problem());
		document.put("components",
				Map.of("schemas", schemas, "securitySchemes", Map.of(KEY, Map.of("type", "apiKey", "in", "header", "name",
						AdminKeyFilter.HEADER, "description", "ROLLCALL_ADMIN_KEY, or a key that was made in the console."), MACHINE,
						machine())));
		return document;
	}

	private Map<String, Object> machine() {
		Map<String, String> scopes = new LinkedHashMap<>();
		for (ApiKeyScope scope : ApiKeyScope.values()) {
			String things = MANY.getOrDefault(scope.kind(), ONE.get(scope.kind()));
			scopes.put(scope.read(), "Read " + things);
			scopes.put(scope.write(), "Read and change " + things);
		}
		return Map.of("type", "oauth2", "description", "An access token that an app of the kind machine gets for itself.", "flows",
				Map.of("clientCredentials", Map.of("tokenUrl", this.properties.backChannelUrl() + "/oauth2/v2/token", "scopes", scopes)));
	}

	private static Map<String, Object> operation(Route route) {
		Map<String, Object> operation = new LinkedHashMap<>();
		operation.put("tags", List.of(route.kind()));
		operation.put("operationId", route.operationId());
		operation.put("summary", route.summary());
		operation.put("description", "Needs the scope " + route.scope() + ".");
		operation.put("security", List.of(Map.of(KEY, List.of()), Map.of(MACHINE, List.of(route.scope()))));
		List<Map<String, Object>> parameters = route.parameters();
		if (!parameters.isEmpty()) {
			operation.put("parameters", parameters);
		}
		Map<String, Object> schema = Map.of("$ref", "#/components/schemas/" + route.takes());
		if (route.body() != null) {
			operation.put("requestBody", Map.of("required", true, "content",
					Map.of(JSON, Map.of("schema", schema), "application/yaml", Map.of("schema", schema))));
		}
		if (!route.takesFile().isEmpty()) {
			operation.put("requestBody", Map.of("required", true, "content",
					Map.of(route.takesFile(), Map.of("schema", Map.of("type", "string", "format", "binary")))));
		}
		Map<String, Object> responses = new LinkedHashMap<>();
		String done = route.status();
		Map<String, Object> right = new LinkedHashMap<>();
		right.put("description", "Done.");
		if (!done.equals("204")) {
			Map<String, Object> content = new LinkedHashMap<>();
			if (!route.path().contains(".")) {
				content.put(JSON, Map.of("schema", route.isList() ? Map.of("type", "array") : Map.of("type", "object")));
			}
			route.alsoAs().forEach((type) -> content.put(type, Map.of("schema", Map.of("type", "string"))));
			right.put("content", content);
		}
		responses.put(done, right);
		responses.put("default", Map.of("description", "Refused, with the reason.", "content",
				Map.of("application/problem+json", Map.of("schema", Map.of("$ref", "#/components/schemas/problem")))));
		operation.put("responses", responses);
		return operation;
	}

	private static Map<String, Object> problem() {
		Map<String, Object> text = Map.of("type", "string");
		Map<String, Object> whole = Map.of("type", "integer");
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String name : List.of("type", "title", "detail", "message")) {
			properties.put(name, text);
		}
		properties.put("status", whole);
		properties.put("faults", Map.of("type", "array", "items",
				Map.of("type", "object", "properties", Map.of("line", whole, "column", whole, "path", text, "message", text))));
		return Map.of("type", "object", "description", "Why a request was refused (RFC 9457).", "properties", properties);
	}

	/**
	 * @param handler what answers
	 */
	private record Route(String method, String path, HandlerMethod handler) {

		String kind() {
			return this.path.substring(PREFIX.length()).replaceAll("/.*", "");
		}

		boolean isWhole() {
			return kind().equals("config");
		}

		boolean isList() {
			Described described = described();
			return (described != null) ? described.list() : !isWhole() && this.method.equals("GET") && !this.path.contains("{");
		}

		private @Nullable Described described() {
			return this.handler.getMethodAnnotation(Described.class);
		}

		String takes() {
			Described described = described();
			return (described != null && !described.takes().isEmpty()) ? described.takes() : kind();
		}

		String takesFile() {
			Described described = described();
			return (described != null) ? described.takesFile() : "";
		}

		String status() {
			Described described = described();
			if (described != null && described.status() != 0) {
				return Integer.toString(described.status());
			}
			return this.method.equals("POST") ? "201" : this.method.equals("DELETE") ? "204" : "200";
		}

		List<String> alsoAs() {
			Described described = described();
			if (described == null) {
				return List.of();
			}
			// an address that ends like a file is that file
			return Arrays.stream(described.alsoAs())
				.filter((type) -> !this.path.contains(".") || type.endsWith(this.path.substring(this.path.lastIndexOf('.') + 1)))
				.toList();
		}

		String scope() {
			return kind() + (this.method.equals("GET") ? ".read" : ".write");
		}

		String summary() {
			Described described = described();
			if (described != null) {
				return described.value();
			}
			String one = ONE.getOrDefault(kind(), kind());
			return switch (this.method) {
				case "GET" -> "Read " + (isList() ? MANY.getOrDefault(kind(), kind()) : one);
				case "POST" -> "Make " + one;
				case "PUT" -> isWhole() ? "Apply a configuration" : "Make or change " + one;
				default -> "Remove " + one;
			};
		}

		String operationId() {
			return this.method.toLowerCase(Locale.ROOT) + this.path.substring(PREFIX.length() - 1)
				.replaceAll("[{}]", "")
				.replace('/', '_');
		}

		@Nullable Parameter body() {
			return Arrays.stream(this.handler.getMethod().getParameters())
				.filter((parameter) -> parameter.isAnnotationPresent(RequestBody.class))
				.findFirst()
				.orElse(null);
		}

		List<Map<String, Object>> parameters() {
			List<Map<String, Object>> parameters = new ArrayList<>();
			for (Parameter parameter : this.handler.getMethod().getParameters()) {
				RequestParam query = parameter.getAnnotation(RequestParam.class);
				RequestHeader header = parameter.getAnnotation(RequestHeader.class);
				if (parameter.isAnnotationPresent(PathVariable.class)) {
					parameters.add(parameter(parameter.getName(), "path", true, parameter.getType()));
				}
				else if (query != null) {
					boolean required = query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
					parameters.add(parameter(parameter.getName(), "query", required, parameter.getType()));
				}
				else if (header != null) {
					parameters.add(parameter(HttpHeaders.IF_MATCH, "header", false, String.class));
				}
			}
			if (this.method.equals("POST")) {
				parameters.add(parameter(IdempotencyFilter.HEADER, "header", false, String.class));
			}
			return parameters;
		}

		private static Map<String, Object> parameter(String name, String in, boolean required, Class<?> type) {
			String kind = (type == int.class || type == long.class || type == Long.class) ? "integer" : (type == boolean.class) ? "boolean" : "string";
			Map<String, Object> parameter = new LinkedHashMap<>();
			parameter.put("name", name);
			parameter.put("in", in);
			parameter.put("required", required);
			parameter.put("schema", Map.of("type", kind));
			return parameter;
		}

	}

}
