package org.rollcall.password;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * Hashes and checks people's passwords: Argon2id with OWASP's parameters (19 MiB, two passes, one lane), behind a prefix
 * that lets the parameters change later.
 */
@Service
public class Passwords {

	/** The password of everybody in the demo districts. It stands in the documentation, so it is good nowhere else. */
	public static final String DEMO = "rollcall-demo";

	/** Longer input is nobody's password, only somebody's load. */
	private static final int LONGEST = 1_024;

	private static final Pattern ARGON2 = Pattern
		.compile("\\{argon2}\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

	private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]\\$(0[4-9]|1[0-2])\\$[./A-Za-z0-9]{53}");

	/** Whoever knows a login id has hashes computed: none takes much more than Rollcall's own. */
	private static final int MOST_MEMORY_KIB = 65_536;

	private static final int MOST_WORK = 4 * MOST_MEMORY_KIB;

	private static final int LEAST_MEMORY_KIB_PER_LANE = 8;

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final int MEMORY_KIB = 19_456;

	private static final int PASSES = 2;

	private final PasswordEncoder encoder = encoder();

	private final PasswordEncoder quick = new BCryptPasswordEncoder(4);

	/** Each hash takes 19 MiB for as long as it is computed. */
	private final Semaphore atOnce = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

	/** Of no password: what to compare with is random, and takes as long to find out. */
	private final String nobodysHash = "{argon2}$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$" + random(SALT_BYTES)
			+ "$" + random(HASH_BYTES);

	private final boolean demo;

	Passwords(@Value("${rollcall.demo.enabled:false}") boolean demo) {
		this.demo = demo;
	}

	/**
	 * Returns the hash to store.
	 * @throws IllegalArgumentException if the password is too long, or is the demo districts' outside demo mode
	 */
	public String hash(String password) {
		if (password.length() > LONGEST) {
			throw new IllegalArgumentException("A password has at most " + LONGEST + " characters.");
		}
		if (DEMO.equals(password) && !this.demo) {
			throw new IllegalArgumentException("This password is public: it is the one of Rollcall's demo districts.");
		}
		return String.valueOf(this.encoder.encode(password));
	}

	/**
	 * Returns the hash to store of a password of 128 random bits: there is nothing to guess, so it need not be slow.
	 */
	public String hashOfRandom(String password) {
		return "{bcrypt}" + this.quick.encode(password);
	}

	/**
	 * Returns whether {@code hash} is one that a password can be compared with, without more effort than is reasonable.
	 */
	public boolean isHash(String hash) {
		Matcher argon2 = ARGON2.matcher(hash);
		return argon2.matches() ? isReasonable(argon2) : BCRYPT.matcher(hash).matches();
	}

	private static boolean isReasonable(Matcher argon2) {
		int memory = Integer.parseInt(argon2.group(1));
		int passes = Integer.parseInt(argon2.group(2));
		int lanes = Integer.parseInt(argon2.group(3));
		return passes >= 1 && lanes >= 1 && lanes <= 4 && memory >= LEAST_MEMORY_KIB_PER_LANE * lanes && memory <= MOST_MEMORY_KIB
				&& memory * passes <= MOST_WORK && isBase64(argon2.group(4)) && isBase64(argon2.group(5));
	}

	private static boolean isBase64(String text) {
		try {
			return Base64.getDecoder().decode(text).length > 0;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Returns whether the password is the one that was hashed. Without a hash the answer is no, after the same time.
	 * @param hash {@code null} for somebody who is unknown or has no password
	 */
	public boolean matches(String password, @Nullable String hash) {
		if (password.length() > LONGEST) {
			return false;
		}
		// also one that came in another way, such as from a backup
		boolean comparable = hash != null && isHash(hash);
		boolean matches = compare(password, comparable ? hash : this.nobodysHash);
		return matches && comparable && (this.demo || !DEMO.equals(password));
	}

	private boolean compare(String password, String hash) {
		this.atOnce.acquireUninterruptibly();
		try {
			return this.encoder.matches(password, hash);
		}
		finally {
			this.atOnce.release();
		}
	}

	private static String random(int length) {
		byte[] bytes = new byte[length];
		new SecureRandom().nextBytes(bytes);
		return Base64.getEncoder().withoutPadding().encodeToString(bytes);
	}

	private static PasswordEncoder encoder() {
		return new DelegatingPasswordEncoder("argon2",
				Map.of("argon2", new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES),
				"bcrypt", new BCryptPasswordEncoder()));
	}

}
