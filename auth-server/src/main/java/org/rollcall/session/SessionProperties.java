package org.rollcall.session;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lifetime how long a sign-in lasts, whatever happens in between: a school day by default
 */
@ConfigurationProperties("rollcall.session")
record SessionProperties(@DefaultValue("12h") Duration lifetime) {

}
