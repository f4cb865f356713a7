package org.rollcall.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.rollcall.sample.SignInFailure.Reason;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps other sites from sending our forms (CSRF): every form carries the session's random
 * token, and no POST is heard without it.
 */
@Configuration(proxyBeanMethods = false)
class FormToken implements HandlerInterceptor, WebMvcConfigurer {

	private static final String NAME = "form_token";

	static String of(HttpSession session) {
		String token = (String) session.getAttribute(NAME);
		if (token == null) {
			token = Secrets.random();
			session.setAttribute(NAME, token);
		}
		return token;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (HttpMethod.POST.matches(request.getMethod()) && !cameFromOurForm(request)) {
			throw new SignInFailure(Reason.FORM_EXPIRED);
		}
		return true;
	}

	private static boolean cameFromOurForm(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return session != null && Secrets.same((String) session.getAttribute(NAME), request.getParameter(NAME));
	}

}
