package org.rollcall.console;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.directory.District;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the {@link ConsoleGate} before every page of the console, and hands its controllers the {@link Administrator} who asks
 * and the {@link District} of the address.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {

	private final ConsoleGate gate;

	ConsoleConfiguration(ConsoleGate gate) {
		this.gate = gate;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.gate).addPathPatterns("/console", "/console/**");
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new FromGate(Administrator.class, ConsoleGate.ADMINISTRATOR));
		resolvers.add(new FromGate(District.class, ConsoleGate.DISTRICT));
	}

	private record FromGate(Class<?> type, String attribute) implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == this.type;
		}

		@Override
		public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
				NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
			Object found = request.getAttribute(this.attribute, RequestAttributes.SCOPE_REQUEST);
			return parameter.isOptional() ? found
					: Objects.requireNonNull(found, "the page's address names no district, or the page is for anyone");
		}

	}

}
