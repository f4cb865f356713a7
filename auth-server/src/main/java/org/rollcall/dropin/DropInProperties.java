package org.rollcall.dropin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param dropInPort where TLS is spoken; 443, which the apps expect, may need rights that the server does not have
 */
@ConfigurationProperties("rollcall")
record DropInProperties(@DefaultValue("8443") int dropInPort) {

}
