package org.rollcall.platform;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who does what the current thread does: the record of what happens names them.
 *
 * @param kind what the name is the name of
 * @param name a UserId, the name of an API key or a client id; {@code null} for the server itself
 * @param address where the request came from, {@code null} where there is none
 */
public record Actor(Kind kind, @Nullable String name, @Nullable String address) {

	private static final String ATTRIBUTE = Actor.class.getName();

	private static final ThreadLocal<Actor> BEHIND_WORK = new ThreadLocal<>();

	/**
	 * Says who sent the request, from where it is known until it is answered.
	 */
	public static void enter(HttpServletRequest request, Kind kind, String name) {
		request.setAttribute(ATTRIBUTE, new Actor(kind, name, request.getRemoteAddr()));
	}

	/**
	 * Says who sent the request that the current thread answers; nothing happens where there is none.
	 */
	public static void enter(Kind kind, String name) {
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
			enter(attributes.getRequest(), kind, name);
		}
	}

	/**
	 * Does work that somebody asked for, in a thread that answers no request.
	 */
	public void behind(Runnable work) {
		BEHIND_WORK.set(this);
		try {
			work.run();
		}
		finally {
			BEHIND_WORK.remove();
		}
	}

	/**
	 * Returns who acts: who is {@linkplain #behind behind} the work of this thread, whom the request {@linkplain #enter named}, else who is signed
	 * in, else the server.
	 */
	public static Actor current() {
		Actor behindWork = BEHIND_WORK.get();
		if (behindWork != null) {
			return behindWork;
		}
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return new Actor(Kind.SERVER, null, null);
		}
		HttpServletRequest request = attributes.getRequest();
		if (request.getAttribute(ATTRIBUTE) instanceof Actor actor) {
			return actor;
		}
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication != null && authentication.getPrincipal() instanceof Integer userId) {
			return new Actor(Kind.PERSON, userId.toString(), request.getRemoteAddr());
		}
		return new Actor(Kind.SERVER, null, request.getRemoteAddr());
	}

	/**
	 * What can act.
	 */
	public enum Kind {

		PERSON, API_KEY, APP, SERVER

	}

}
