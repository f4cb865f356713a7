package org.rollcall.sample;


import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The running app, a server that it can sign people in with, and somebody's browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class SampleClientTest {

	static final FakeClassLink classLink = new FakeClassLink();

	Browser browser;

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void whereClassLinkIs(DynamicPropertyRegistry properties) {
		properties.add("sample.issuer", classLink::url);
	}

	@BeforeEach
	void startAnew() {
		classLink.behave();
		browser = new Browser(port);
	}

}
