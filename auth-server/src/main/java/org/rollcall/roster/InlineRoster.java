package org.rollcall.roster;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A roster that somebody wrote down row by row, with the columns of the CSV files; row {@code n} is on line {@code n + 2}.
 */
final class InlineRoster implements RosterSource {

	private final String name;

	private final Map<String, byte[]> files = new HashMap<>();

	InlineRoster(String name, Map<String, List<Map<String, String>>> tables) {
		this.name = name;
		StringBuilder manifest = new StringBuilder("propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n");
		for (RosterFile file : RosterFile.values()) {
			List<Map<String, String>> rows = tables.getOrDefault(file.property(), List.of());
			boolean absent = rows.isEmpty() && file.isOptional();
			manifest.append(file.manifestProperty()).append(absent ? ",absent\n" : ",bulk\n");
			if (!absent) {
				this.files.put(file.fileName(), csv(file, rows));
			}
		}
		this.files.put("manifest.csv", manifest.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] csv(RosterFile file, List<Map<String, String>> rows) {
		List<String> columns = file.columns().stream().map(Column::name).toList();
		StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
		for (Map<String, String> row : rows) {
			csv.append(columns.stream()
				.map((column) -> '"' + row.getOrDefault(column, "").replace("\"", "\"\"").replaceAll("\\R", " ") + '"')
				.collect(Collectors.joining(","))).append('\n');
		}
		return csv.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Optional<InputStream> open(String file) {
		return Optional.ofNullable(this.files.get(file)).map(ByteArrayInputStream::new);
	}

}
