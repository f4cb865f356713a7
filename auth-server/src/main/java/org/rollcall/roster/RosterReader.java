package org.rollcall.roster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.jspecify.annotations.Nullable;

import org.rollcall.roster.Column.Kind;

/**
 * Reads the files of a roster as the manifest lists them, and finds what is wrong with each line taken by itself.
 */
class RosterReader {

	private static final String MANIFEST = "manifest.csv";

	private static final Pattern LINE_OF_PARSER = Pattern.compile("record starting at line (\\d{1,9})");

	private static final List<String> MANIFEST_COLUMNS = List.of("propertyName", "value");

	/** Files of OneRoster 1.1 that may be there and are not read yet. */
	private static final List<String> OTHER_FILES = List.of("categories", "classResources", "courseResources", "lineItems",
			"resources", "results");

	private final RosterSource source;

	private final Faults faults;

	RosterReader(RosterSource source, Faults faults) {
		this.source = source;
		this.faults = faults;
	}

	Roster read() {
		Map<String, Property> manifest = readManifest();
		Roster roster = new Roster();
		for (RosterFile file : RosterFile.values()) {
			if (manifest == null || isPromised(file, manifest)) {
				readRows(file, manifest != null || !file.isOptional()).ifPresent(rows -> roster.put(file, rows));
			}
		}
		return roster;
	}

	// Null if there is none: the other files are read all the same, so that all faults are told at once.
	private @Nullable Map<String, Property> readManifest() {
		byte[] bytes = bytes(MANIFEST, "is missing, and every OneRoster 1.1 folder has one");
		if (bytes == null) {
			return null;
		}
		Map<String, Property> manifest = new HashMap<>();
		boolean readable = parse(MANIFEST, MANIFEST_COLUMNS, bytes, (line, fields) -> {
			Property property = new Property(line, fields.get(1).strip());
			Property other = manifest.putIfAbsent(fields.get(0).strip(), property);
			if (other != null) {
				this.faults.add(MANIFEST, line, "propertyName", fields.get(0), "is already on line " + other.line());
			}
		});
		if (!readable) {
			return null;
		}
		requireVersion(manifest, "manifest.version", "1.0");
		requireVersion(manifest, "oneroster.version", "1.1");
		for (String name : OTHER_FILES) {
			Property property = manifest.get("file." + name);
			if (property != null && isBulk(property)) {
				bytes(name + ".csv", "is missing, though manifest.csv promises it");
			}
		}
		return manifest;
	}

	private void requireVersion(Map<String, Property> manifest, String name, String version) {
		Property property = manifest.get(name);
		if (property == null) {
			this.faults.add(MANIFEST, 0, null, null, "has no property " + name);
		}
		else if (!property.value().equals(version)) {
			this.faults.add(MANIFEST, property.line(), "value", property.value(), name + " must be " + version);
		}
	}

	private boolean isPromised(RosterFile file, Map<String, Property> manifest) {
		Property property = manifest.get(file.manifestProperty());
		if (property == null) {
			if (!file.isOptional()) {
				this.faults.add(MANIFEST, 0, null, null, "has no property " + file.manifestProperty());
			}
			return false;
		}
		if (isBulk(property)) {
			return true;
		}
		if (property.value().equals("absent") && !file.isOptional()) {
			this.faults.add(MANIFEST, property.line(), "value", property.value(),
					file.manifestProperty() + " must be bulk, for there is no roster without " + file.fileName());
		}
		return false;
	}

	private boolean isBulk(Property property) {
		switch (property.value()) {
			case "bulk" -> {
				return true;
			}
			case "absent" -> {
			}
			case "delta" -> this.faults.add(MANIFEST, property.line(), "value", property.value(),
					"must be bulk or absent, for delta files are not imported");
			default -> this.faults.add(MANIFEST, property.line(), "value", property.value(), "must be bulk or absent");
		}
		return false;
	}

	private Optional<List<Row>> readRows(RosterFile file, boolean promised) {
		byte[] bytes = bytes(file.fileName(), promised ? "is missing, though manifest.csv promises it" : null);
		if (bytes == null) {
			return Optional.empty();
		}
		List<Row> rows = new ArrayList<>();
		Map<String, Integer> lines = new HashMap<>();
		List<String> names = file.columns().stream().map(Column::name).toList();
		boolean readable = parse(file.fileName(), names, bytes, (line, fields) -> {
			Row row = row(file, line, fields);
			String sourcedId = row.get(RosterFile.SOURCED_ID);
			Integer other = (sourcedId != null) ? lines.putIfAbsent(sourcedId, line) : null;
			if (other != null) {
				this.faults.add(file.fileName(), line, "sourcedId", sourcedId, "is already on line " + other);
			}
			rows.add(row);
		});
		return readable ? Optional.of(rows) : Optional.empty();
	}

	private Row row(RosterFile file, int line, List<String> fields) {
		List<@Nullable String> values = new ArrayList<>(file.columns().size());
		for (int index = 0; index < file.columns().size(); index++) {
			Column column = file.columns().get(index);
			String value = column.normalize(fields.get(index));
			String reason = column.faultOf(value);
			if (reason != null) {
				this.faults.add(file.fileName(), line, column.name(), value, reason);
				// Whoever reads on must not stumble over it, but may still need to know whom a line is about.
				value = (column.kind() == Kind.ID || column.isReference()) ? value : null;
			}
			values.add(value);
		}
		return new Row(line, values);
	}

	// False if the file cannot be made sense of.
	private boolean parse(String file, List<String> columns, byte[] bytes, LineHandler handler) {
		int mark = startsWithByteOrderMark(bytes) ? 3 : 0;
		if (!isUtf8(file, bytes, mark)) {
			return false;
		}
		int line = 1;
		try (CsvReader<CsvRecord> reader = CsvReader.builder()
			.extraFieldStrategy(FieldMismatchStrategy.IGNORE)
			.missingFieldStrategy(FieldMismatchStrategy.IGNORE)
			.allowUnclosedQuote(false)
			.ofCsvRecord(new InputStreamReader(new ByteArrayInputStream(bytes, mark, bytes.length - mark),
					StandardCharsets.UTF_8));
				CloseableIterator<CsvRecord> records = reader.iterator()) {
			if (!records.hasNext()) {
				this.faults.add(file, 1, null, null, "is empty; the first line must name the columns");
				return false;
			}
			List<String> header = records.next().getFields();
			if (!checkHeader(file, columns, header)) {
				return false;
			}
			while (records.hasNext()) {
				CsvRecord record = records.next();
				line = Math.toIntExact(record.getStartingLineNumber());
				if (record.getFieldCount() == header.size()) {
					handler.handle(line, record.getFields());
				}
				else {
					this.faults.add(file, line, null, null,
							"has %d fields instead of %d".formatted(record.getFieldCount(), header.size()));
				}
			}
			return true;
		}
		catch (CsvParseException ex) {
			// The parser tells the line in its message only; if it no longer does, the line before is not far off.
			Matcher told = LINE_OF_PARSER.matcher(String.valueOf(ex.getMessage()));
			this.faults.add(file, told.find() ? Integer.parseInt(told.group(1)) : line, null, null,
					"is not CSV: a quote is not closed, or something follows a closing quote");
			return false;
		}
		catch (IOException ex) {
			throw new IllegalStateException("Reading from memory cannot fail", ex);
		}
	}

	private boolean checkHeader(String file, List<String> columns, List<String> header) {
		boolean right = true;
		Set<String> found = new HashSet<>();
		for (int index = 0; index < header.size(); index++) {
			String name = header.get(index);
			if (!found.add(name)) {
				this.faults.add(file, 1, name, null, "appears twice");
				right = false;
			}
			// The standard lets anybody add columns of that name at the end.
			else if (!columns.contains(name) && !(name.startsWith("metadata.") && index >= columns.size())) {
				this.faults.add(file, 1, name, null, "is not a column of OneRoster 1.1's " + file);
				right = false;
			}
		}
		for (String column : columns) {
			if (!found.contains(column)) {
				this.faults.add(file, 1, column, null, "is missing");
				right = false;
			}
		}
		if (right && !header.subList(0, columns.size()).equals(columns)) {
			int index = 0;
			while (header.get(index).equals(columns.get(index))) {
				index++;
			}
			this.faults.add(file, 1, header.get(index), null,
					"stands where %s should be; the order is %s".formatted(columns.get(index), String.join(",", columns)));
			right = false;
		}
		return right;
	}

	private byte @Nullable [] bytes(String file, @Nullable String reasonIfMissing) {
		try {
			Optional<InputStream> opened = this.source.open(file);
			if (opened.isEmpty()) {
				if (reasonIfMissing != null) {
					this.faults.add(file, 0, null, null, reasonIfMissing);
				}
				return null;
			}
			try (InputStream stream = opened.get()) {
				return stream.readAllBytes();
			}
		}
		catch (IOException ex) {
			this.faults.add(file, 0, null, null, "cannot be read (%s)".formatted(ex));
			return null;
		}
	}

	private boolean isUtf8(String file, byte[] bytes, int from) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
		CharBuffer out = CharBuffer.allocate(8192);
		while (true) {
			CoderResult result = decoder.decode(in, out.clear(), true);
			if (result.isUnderflow()) {
				return true;
			}
			if (result.isError()) {
				int line = 1;
				for (int index = 0; index < in.position(); index++) {
					line += (bytes[index] == '\n') ? 1 : 0;
				}
				this.faults.add(file, line, null, null, "is not UTF-8; save the file with that encoding");
				return false;
			}
		}
	}

	private static boolean startsWithByteOrderMark(byte[] bytes) {
		return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
	}

	private record Property(int line, String value) {
	}

	private interface LineHandler {

		void handle(int line, List<String> fields);

	}

}
