package org.rollcall.signin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rollcall.password.Passwords;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Lets every page say that it is a demo, and the sign-in page name the people to try, where it is one.
 */
@ControllerAdvice
class DemoNotice {

	private static final Bindable<Map<String, List<String>>> PEOPLE = Bindable.of(ResolvableType
		.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class),
				ResolvableType.forClassWithGenerics(List.class, String.class)));

	private final @Nullable Demo demo;

	DemoNotice(Environment environment) {
		this.demo = environment.getProperty("rollcall.demo.enabled", boolean.class, false) ? demo(environment) : null;
	}

	private static Demo demo(Environment environment) {
		return new Demo(Binder.get(environment).bind("rollcall.demo.people", PEOPLE).orElse(Map.of()), Passwords.DEMO);
	}

	@ModelAttribute("demo")
	@Nullable Demo demo() {
		return this.demo;
	}

	/**
	 * @param people usernames worth trying, by the district's custom URL
	 */
	record Demo(Map<String, List<String>> people, String password) {

	}

}
