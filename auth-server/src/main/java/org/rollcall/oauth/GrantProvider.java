package org.rollcall.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.Scope;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.oauth.ClientAuthenticationProvider.AppOfShare;
import org.rollcall.share.ShareTokens;
import org.rollcall.share.ShareTokens.IssuedShareToken;
import org.rollcall.share.ShareTokens.NotSharedException;
import org.rollcall.token.CodeRedemption;
import org.rollcall.token.Grant;
import org.rollcall.token.Grants;
import org.rollcall.token.IssuedTokens;
import org.rollcall.token.MachineToken;
import org.rollcall.token.MachineTokens;
import org.rollcall.token.TokenRefusedException;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Gives an app its tokens for a code or a refresh token, a machine one of its own, and who has a share's credentials one for that
 * share (contract, sections 1 and 3; RFC 6749, sections 4.1.4, 4.4 and 6). The rules are those of {@link Grants} and {@link MachineTokens}; here they meet the person and the
 * id_token.
 */
@Component
class GrantProvider implements AuthenticationProvider {

	private final Grants grants;

	private final MachineTokens machineTokens;

	private final ShareTokens shareTokens;

	private final People people;

	private final IdTokens idTokens;

	private final DistrictRules rules;

	GrantProvider(Grants grants, MachineTokens machineTokens, ShareTokens shareTokens, People people, IdTokens idTokens,
			DistrictRules rules) {
		this.grants = grants;
		this.machineTokens = machineTokens;
		this.shareTokens = shareTokens;
		this.people = people;
		this.idTokens = idTokens;
		this.rules = rules;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		OAuth2ClientAuthenticationToken principal = (OAuth2ClientAuthenticationToken) authentication.getPrincipal();
		Optional<AppOfShare> ofShare = ClientAuthenticationProvider.share(principal);
		if (ofShare.isPresent() && authentication instanceof OAuth2ClientCredentialsAuthenticationToken request) {
			return answer(principal, shareToken(ofShare.get(), request.getScopes()));
		}
		Client client = ClientAuthenticationProvider.client(principal);
		try {
			if (authentication instanceof OAuth2ClientCredentialsAuthenticationToken machine) {
				return answer(principal,
						this.machineTokens.issue(client, ClientAuthenticationProvider.secret(principal), machine.getScopes()));
			}
			if (client.isMachine()) {
				throw new TokenRefusedException("unauthorized_client",
						"This app is a machine, and nobody signs in to it: it gets tokens with grant_type=client_credentials alone.");
			}
			return switch (authentication) {
				case OAuth2AuthorizationCodeAuthenticationToken code -> redeem(client, principal, code);
				case OAuth2RefreshTokenAuthenticationToken refresh -> refresh(client, principal, refresh);
				default -> throw new IllegalStateException("Not a grant of ours: " + authentication.getClass());
			};
		}
		catch (TokenRefusedException ex) {
			throw new OAuth2AuthenticationException(new OAuth2Error(ex.error(), ex.description(), null), ex);
		}
	}

	private Authentication redeem(Client client, OAuth2ClientAuthenticationToken principal,
			OAuth2AuthorizationCodeAuthenticationToken code) {
		IssuedTokens tokens = this.grants.redeem(client, new CodeRedemption(code.getCode(), code.getRedirectUri(),
				(String) code.getAdditionalParameters().get("code_verifier")), this::check);
		return answer(client, principal, tokens, tokens.grant().nonce());
	}

	private Authentication refresh(Client client, OAuth2ClientAuthenticationToken principal,
			OAuth2RefreshTokenAuthenticationToken refresh) {
		return answer(client, principal, this.grants.refresh(client, refresh.getRefreshToken(), refresh.getScopes(), this::check), null);
	}

	private MachineToken shareToken(AppOfShare app, Set<String> asked) {
		try {
			IssuedShareToken token = this.shareTokens.issue(app.share(), asked, app.client().lifetimes().accessToken());
			return new MachineToken(token.value(), token.issuedAt(), token.expiresAt(), token.scopes());
		}
		catch (NotSharedException ex) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE,
					"The district does not share the scope: " + String.join(" ", new TreeSet<>(ex.scopes())), null), ex);
		}
	}

	/** Whom nobody allowed anything has no details: there is no person whose app it is. */
	private static Authentication answer(OAuth2ClientAuthenticationToken principal, MachineToken token) {
		OAuth2AccessToken accessToken = new OAuth2AccessToken(TokenType.BEARER, token.value(), token.issuedAt(), token.expiresAt(),
				Set.copyOf(token.scopes()));
		return new OAuth2AccessTokenAuthenticationToken(Objects.requireNonNull(principal.getRegisteredClient()), principal, accessToken,
				null, Map.of("scope", String.join(" ", token.scopes())));
	}

	private Authentication answer(Client client, OAuth2ClientAuthenticationToken principal, IssuedTokens tokens,
			@Nullable String nonce) {
		Person person = this.people.find(tokens.grant().userId()).orElseThrow();
		Map<String, Object> additional = new LinkedHashMap<>();
		if (client.isExact() || tokens.scopes().contains(Scope.OPENID.value())) {
			additional.put("id_token", this.idTokens.issue(client, tokens, person, nonce));
		}
		OAuth2AccessToken accessToken = new OAuth2AccessToken(TokenType.BEARER, tokens.accessToken(), tokens.issuedAt(),
				tokens.expiresAt(), Set.copyOf(tokens.scopes()));
		additional.put("scope", String.join(" ", tokens.scopes()));
		OAuth2AccessTokenAuthenticationToken answer = new OAuth2AccessTokenAuthenticationToken(
				Objects.requireNonNull(principal.getRegisteredClient()), principal, accessToken,
				(tokens.refreshToken() != null)
						? new OAuth2RefreshToken(tokens.refreshToken(), tokens.issuedAt(), null) : null,
				additional);
		answer.setDetails(client);
		return answer;
	}

	/**
	 * Whatever was true when the person signed in, what their district says is asked each time.
	 */
	private void check(Grant grant) {
		Person person = this.people.find(grant.userId())
			.filter(Person::active)
			.orElseThrow(() -> new TokenRefusedException("invalid_grant", "The account was deactivated by its district."));
		DistrictRule rule = this.rules.of(person, grant.clientId());
		if (!rule.allows(grant.scopes())) {
			throw new TokenRefusedException("invalid_grant", rule.forbids() ? CheckDistrict.FORBIDDEN
					: "The district allows apps less of its students than this app was given: the person has to sign in again.");
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return OAuth2AuthorizationGrantAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
