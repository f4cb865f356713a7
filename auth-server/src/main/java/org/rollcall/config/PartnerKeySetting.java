package org.rollcall.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.share.PartnerKeys;
import org.rollcall.share.PartnerKeys.Kept;

import org.springframework.stereotype.Component;

/**
 * The {@code partnerKeys} of an app. A key that the app has or had is no news: a file that is applied at every start neither makes an
 * ended one good again nor ends those that were made since.
 */
@Component
class PartnerKeySetting {

	private final PartnerKeys keys;

	PartnerKeySetting(PartnerKeys keys) {
		this.keys = keys;
	}

	/**
	 * @return whether anything changed
	 */
	boolean apply(Section item, String clientId) {
		boolean changed = false;
		for (Section key : item.sections(Shapes.PARTNER_KEYS)) {
			String plain = key.text("key");
			String hash = key.text("keyHash");
			if ((plain == null) == (hash == null)) {
				key.fault((plain != null) ? "keyHash" : "key", "Write either key or keyHash.");
				continue;
			}
			try {
				changed |= this.keys.adopt(clientId, key.text("name", ""), (plain != null) ? PartnerKeys.hash(plain) : String.valueOf(hash),
						end(key));
			}
			catch (DateTimeParseException ex) {
				key.fault("until", "There is no day '" + key.text("until") + "'.");
			}
			catch (IllegalArgumentException ex) {
				key.fault((plain != null) ? "key" : "keyHash", String.valueOf(ex.getMessage()));
			}
		}
		return changed;
	}

	/**
	 * Adds to an app that is written down the hashes of its keys.
	 */
	void export(String clientId, Map<String, Object> item) {
		List<Map<String, Object>> keys = new ArrayList<>();
		for (Kept kept : this.keys.kept(clientId)) {
			Map<String, Object> key = new LinkedHashMap<>();
			key.put("name", kept.name());
			key.put("keyHash", kept.hash());
			if (kept.expiresAt() != null) {
				key.put("until", kept.expiresAt().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1).toString());
			}
			keys.add(key);
		}
		if (!keys.isEmpty()) {
			item.put(Shapes.PARTNER_KEYS, keys);
		}
	}

	private static @Nullable Instant end(Section key) {
		String until = key.text("until");
		return (until != null) ? LocalDate.parse(until).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant() : null;
	}

}
