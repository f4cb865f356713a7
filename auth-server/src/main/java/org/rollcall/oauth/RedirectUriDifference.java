package org.rollcall.oauth;

/**
 * In what a redirect URI that was sent differs from one that is registered.
 */
public enum RedirectUriDifference {

	WHITESPACE, SCHEME, HOST, PORT, TRAILING_SLASH, CASE, PATH, QUERY, FRAGMENT, ENCODING

}
