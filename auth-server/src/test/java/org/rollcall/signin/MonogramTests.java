package org.rollcall.signin;

import java.util.Locale;
import java.util.Set;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;

import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first letter of a name, as a picture of it: every name has one, or none at all.
 */
@RollcallTest
class MonogramTests {

	@Autowired
	private ITemplateEngine templates;

	@Autowired
	private JdbcClient jdbc;

	@Value("${rollcall.issuer}")
	private String base;

	@ParameterizedTest
	@CsvSource({ "Lincoln, L", "lincoln, L", "\u00e9cole, \u00c9", "\ud83d\ude00 Smile, \ud83d\ude00", "' x', X", "\u674e, \u674e" })
	void itIsTheFirstLetter(String name, String letter) {
		assertThat(monogram(name)).isEqualTo(letter);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void whoHasNoNameHasNoLetter(String name) {
		assertThat(monogram(name)).isEmpty();
	}

	@Test
	void aNameMayBeginWithAnEmoji() {
		this.jdbc.sql("update person set display_name = ? where login_id = 'pat.parent'").param("\ud83c\udf4e Pat").update();
		try {
			Visitor visitor = new Visitor(this.base, "lincolnusd", "pat.parent").signIn();
			Page home = visitor.http().get("/home");
			assertThat(home.status()).isEqualTo(200);
			assertThat(home.html().select(".page-head .monogram").text()).isEqualTo("\ud83c\udf4e");
		}
		finally {
			this.jdbc.sql("update person set display_name = first_name || ' ' || last_name where login_id = 'pat.parent'")
				.update();
		}
	}

	private String monogram(String name) {
		Context context = new Context(Locale.ENGLISH);
		context.setVariable("name", name);
		String html = this.templates.process(new TemplateSpec("layout", Set.of(".monogram"), TemplateMode.HTML, null), context);
		return Jsoup.parse(html).select(".monogram").text();
	}

}
