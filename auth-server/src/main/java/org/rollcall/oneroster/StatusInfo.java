package org.rollcall.oneroster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The standard's error payload.
 */
final class StatusInfo {

	private StatusInfo() {
	}

	static Map<String, Object> of(OneRosterException problem) {
		return of(problem, problem.codeMinor().value());
	}

	/**
	 * @param codeMinor what went wrong, in the words of the version that was asked
	 */
	static Map<String, Object> of(OneRosterException problem, String codeMinor) {
		Map<String, Object> info = new LinkedHashMap<>();
		info.put("imsx_codeMajor", "failure");
		info.put("imsx_severity", "error");
		info.put("imsx_description", problem.description());
		Map<String, Object> field = new LinkedHashMap<>();
		field.put("imsx_codeMinorFieldName", "TargetEndSystem");
		field.put("imsx_codeMinorFieldValue", codeMinor);
		info.put("imsx_CodeMinor", Map.of("imsx_codeMinorField", List.of(field)));
		return info;
	}

}
