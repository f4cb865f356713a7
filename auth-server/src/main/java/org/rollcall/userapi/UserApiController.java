package org.rollcall.userapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rollcall.directory.District;
import org.rollcall.directory.Group;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.oauth.UserClaims;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an access token tells about its person (contract, sections 1 and 5).
 */
@RestController
class UserApiController {

	private final People people;

	private final UserClaims userClaims;

	UserApiController(People people, UserClaims userClaims) {
		this.people = people;
		this.userClaims = userClaims;
	}

	@GetMapping(path = "/v2/my/info", produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> info(AccessTokenAuthentication token) {
		return MyInfo.of(token.person(), token.emailOf(token.person()));
	}

	/**
	 * The OpenID Connect userinfo endpoint, which also takes a POST (OpenID Connect Core, section 5.3.1).
	 */
	@RequestMapping(path = { UserApiConfiguration.PROFILE_INFO, UserApiConfiguration.USER_INFO },
			method = { RequestMethod.GET, RequestMethod.POST }, produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> profileInfo(AccessTokenAuthentication token) {
		return this.userClaims.of(token.person(), token.scopes(), token.declined());
	}

	@GetMapping(path = "/v2/my/profile", produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> profile(AccessTokenAuthentication token) {
		Person person = token.person();
		Map<String, Object> profile = new LinkedHashMap<>();
		profile.put("id", person.userId());
		profile.put("email", token.emailOf(person));
		profile.put("firstName", person.firstName());
		profile.put("lastName", person.lastName());
		profile.put("roles", List.of(person.role().value()));
		return profile;
	}

	@GetMapping(path = "/v2/my/district", produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> district(AccessTokenAuthentication token) {
		District district = token.person().district();
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("tenantId", district.tenantId());
		body.put("name", district.name());
		body.put("stateId", district.stateId());
		body.put("state", district.stateName());
		body.put("ncesId", district.ncesId());
		body.put("ncesName", district.ncesName());
		return body;
	}

	@GetMapping(path = "/v2/my/profiles", produces = MediaType.APPLICATION_JSON_VALUE)
	List<Map<String, Object>> profiles(AccessTokenAuthentication token) {
		return this.people.profiles(token.person().userId()).stream().map((profile) -> {
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("name", profile.name());
			body.put("profileId", profile.profileId());
			body.put("role", profile.role().value());
			return body;
		}).toList();
	}

	@GetMapping(path = "/v2/my/students", produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> students(AccessTokenAuthentication token) {
		return Map.of("response", this.people.students(token.person().userId())
			.stream()
			.map((student) -> MyInfo.of(student, token.emailOf(student)))
			.toList());
	}

	@GetMapping(path = "/my/groups", produces = MediaType.APPLICATION_JSON_VALUE)
	List<Group> groups(AccessTokenAuthentication token) {
		return this.people.groups(token.person().userId());
	}

}
