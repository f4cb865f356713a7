package org.rollcall.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Tells Spring Security who is signed in. Nothing is saved here: a session begins in {@link Sessions#open} and nowhere
 * else.
 */
@Component
class SessionSecurityContextRepository implements SecurityContextRepository {

	private static final String CONTEXT = SessionSecurityContextRepository.class.getName() + ".CONTEXT";

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	private final Sessions sessions;

	SessionSecurityContextRepository(Sessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
		return new DeferredSecurityContext() {

			@Override
			public SecurityContext get() {
				return load(request);
			}

			@Override
			public boolean isGenerated() {
				return load(request).getAuthentication() == null;
			}

		};
	}

	@Override
	@Deprecated
	public SecurityContext loadContext(HttpRequestResponseHolder requestResponseHolder) {
		return load(requestResponseHolder.getRequest());
	}

	@Override
	public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
		// see above
	}

	@Override
	public boolean containsContext(HttpServletRequest request) {
		return load(request).getAuthentication() != null;
	}

	private SecurityContext load(HttpServletRequest request) {
		if (request.getAttribute(CONTEXT) instanceof SecurityContext known) {
			return known;
		}
		SecurityContext context = this.contexts.createEmptyContext();
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			// the error may be that the database is away, and its page needs nobody
			return context;
		}
		this.sessions.find(request).ifPresent(context::setAuthentication);
		request.setAttribute(CONTEXT, context);
		return context;
	}

}
