package org.rollcall.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.roster.Column.Kind;

/**
 * Reads the files of a roster as the manifest lists them, and finds what is wrong with each line taken by itself. One row is
 * in memory at a time, however large a file is.
 */
class RosterReader {

	private static final String MANIFEST = "manifest.csv";

	private static final Pattern LINE_OF_PARSER = Pattern.compile("record starting at line (\\d{1,9})");

	private static final List<String> MANIFEST_COLUMNS = List.of("propertyName", "value");

	private static final String METADATA = "metadata.";

	private static final int LONGEST_VALUE = 1_000_000;

	private static final int LONGEST_METADATA = 1_000;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RosterSource source;

	private final boolean rosterExists;

	private final Faults faults;

	/**
	 * @param rosterExists whether the district has a roster that files can refer to, and that a delta can change
	 */
	RosterReader(RosterSource source, boolean rosterExists, Faults faults) {
		this.source = source;
		this.rosterExists = rosterExists;
		this.faults = faults;
	}

	/**
	 * Returns which files are there, by the manifest; without one every file that is there counts, so that all faults are told
	 * at once.
	 */
	Map<RosterFile, ImportMode> files() {
		Map<String, Property> manifest = readManifest();
		Map<RosterFile, ImportMode> files = new EnumMap<>(RosterFile.class);
		for (RosterFile file : RosterFile.values()) {
			if (manifest == null) {
				if (exists(file)) {
					files.put(file, ImportMode.BULK);
				}
				else if (!file.isOptional()) {
					this.faults.add(file.fileName(), 0, null, null, "is missing, though manifest.csv promises it");
				}
			}
			else {
				promised(file, manifest).ifPresent((mode) -> files.put(file, mode));
			}
		}
		return files;
	}

	private boolean exists(RosterFile file) {
		try (InputStream stream = this.source.open(file.fileName()).orElse(null)) {
			return stream != null;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private @Nullable Map<String, Property> readManifest() {
		Map<String, Property> manifest = new HashMap<>();
		boolean readable = parse(MANIFEST, MANIFEST_COLUMNS, "is missing, and every OneRoster 1.1 folder has one",
				(line, fields, metadata) -> {
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

	private Optional<ImportMode> promised(RosterFile file, Map<String, Property> manifest) {
		Property property = manifest.get(file.manifestProperty());
		if (property == null) {
			if (!file.isOptional()) {
				this.faults.add(MANIFEST, 0, null, null, "has no property " + file.manifestProperty());
			}
			return Optional.empty();
		}
		switch (property.value()) {
			case "bulk" -> {
				return Optional.of(ImportMode.BULK);
			}
			case "delta" -> {
				if (this.rosterExists) {
					return Optional.of(ImportMode.DELTA);
				}
				this.faults.add(MANIFEST, property.line(), "value", property.value(),
						file.manifestProperty() + " must be bulk, for the district has no roster yet that could change");
			}
			case "absent" -> {
				if (!file.isOptional() && !this.rosterExists) {
					this.faults.add(MANIFEST, property.line(), "value", property.value(),
							file.manifestProperty() + " must be bulk, for there is no roster without " + file.fileName());
				}
			}
			default -> this.faults.add(MANIFEST, property.line(), "value", property.value(), "must be bulk, delta or absent");
		}
		return Optional.empty();
	}

	/**
	 * Reads a file row by row.
	 * @return whether it could be made sense of as a whole
	 */
	boolean read(RosterFile file, ImportMode mode, Consumer<Row> rows) {
		return parse(file.fileName(), file.columnNames(), "is missing, though manifest.csv promises it",
				(line, fields, metadata) -> rows.accept(row(file, mode, line, fields, metadata)));
	}

	private Row row(RosterFile file, ImportMode mode, int line, List<String> fields, Map<String, String> metadata) {
		boolean removal = mode == ImportMode.DELTA && fields.get(RosterFile.STATUS).strip().equals("tobedeleted");
		List<@Nullable String> values = new ArrayList<>(file.columns().size());
		for (int index = 0; index < file.columns().size(); index++) {
			values.add((removal && index > RosterFile.DATE_LAST_MODIFIED) ? null
					: value(file, mode, index, line, fields.get(index)));
		}
		checkOrder(file, line, values);
		return new Row(line, values, removal ? null : json(file, line, metadata));
	}

	private @Nullable String value(RosterFile file, ImportMode mode, int index, int line, String field) {
		Column column = file.columns().get(index);
		String value = column.normalize(field);
		String reason = column.faultOf(value);
		if (reason == null && value == null && mode == ImportMode.DELTA && index == RosterFile.STATUS) {
			reason = "must be active or tobedeleted in a delta file";
		}
		if (reason == null) {
			return value;
		}
		this.faults.add(file.fileName(), line, column.name(), value, reason);
		// Whoever reads on must not stumble over it, but may still need to know whom a line is about.
		return (value != null && (column.kind() == Kind.ID || column.isReference())) ? value.replace('\0', '?') : null;
	}

	private void checkOrder(RosterFile file, int line, List<@Nullable String> values) {
		if (file.order().isEmpty()) {
			return;
		}
		String first = file.order().getFirst();
		String second = file.order().getLast();
		String begin = values.get(file.indexOf(first));
		String end = values.get(file.indexOf(second));
		// Dates like 2026-08-31 are ordered as texts are.
		if (begin != null && end != null && end.compareTo(begin) < 0) {
			this.faults.add(file.fileName(), line, second, end, "is before the %s %s".formatted(first, begin));
		}
	}

	private @Nullable String json(RosterFile file, int line, Map<String, String> metadata) {
		Map<String, String> said = new LinkedHashMap<>();
		metadata.forEach((name, field) -> {
			String value = field.strip();
			if (value.chars().anyMatch(Character::isISOControl)) {
				this.faults.add(file.fileName(), line, METADATA + name, value,
						"must not contain line breaks or control characters");
			}
			else if (value.length() > LONGEST_METADATA) {
				this.faults.add(file.fileName(), line, METADATA + name, value,
						"must not have more than %d characters".formatted(LONGEST_METADATA));
			}
			else if (!value.isEmpty()) {
				said.put(name, value);
			}
		});
		return said.isEmpty() ? null : JSON.writeValueAsString(said);
	}

	// False if the file cannot be made sense of.
	private boolean parse(String file, List<String> columns, String reasonIfMissing, LineHandler handler) {
		int line = 1;
		try (InputStream stream = this.source.open(file).orElse(null)) {
			if (stream == null) {
				this.faults.add(file, 0, null, null, reasonIfMissing);
				return false;
			}
			try (CsvReader<CsvRecord> reader = csv(stream); CloseableIterator<CsvRecord> records = reader.iterator()) {
				if (!records.hasNext()) {
					this.faults.add(file, 1, null, null, "is empty; the first line must name the columns");
					return false;
				}
				List<String> header = records.next().getFields();
				if (!checkHeader(file, columns, header)) {
					return false;
				}
				while (records.hasNext()) {
					CsvRecord row = records.next();
					line = Math.toIntExact(row.getStartingLineNumber());
					if (row.getFieldCount() == header.size()) {
						handler.handle(line, row.getFields(), metadata(columns, header, row));
					}
					else {
						this.faults.add(file, line, null, null,
								"has %d fields instead of %d".formatted(row.getFieldCount(), header.size()));
					}
				}
				return true;
			}
		}
		catch (CsvParseException ex) {
			if (!tellEncoding(file, ex)) {
				// The parser tells the line in its message only; if it no longer does, the line before is not far off.
				String message = String.valueOf(ex.getMessage());
				Matcher told = LINE_OF_PARSER.matcher(message);
				this.faults.add(file, told.find() ? Integer.parseInt(told.group(1)) : line, null, null, message.contains("exceed")
						? "has a value of more than %,d characters, or a quote that is not closed".formatted(LONGEST_VALUE)
						: "is not CSV: a quote is not closed, or something follows a closing quote");
			}
		}
		catch (UncheckedIOException | IOException ex) {
			if (!tellEncoding(file, ex)) {
				this.faults.add(file, 0, null, null, "cannot be read (%s)"
					.formatted((ex instanceof UncheckedIOException unchecked) ? unchecked.getCause() : ex));
			}
		}
		return false;
	}

	private static CsvReader<CsvRecord> csv(InputStream stream) throws IOException {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		return CsvReader.builder()
			.extraFieldStrategy(FieldMismatchStrategy.IGNORE)
			.missingFieldStrategy(FieldMismatchStrategy.IGNORE)
			.allowUnclosedQuote(false)
			.maxBufferSize(2 * LONGEST_VALUE)
			.build(CsvRecordHandler.builder().maxFieldSize(LONGEST_VALUE).maxRecordSize(4 * LONGEST_VALUE).build(),
					new InputStreamReader(withoutByteOrderMark(stream), decoder));
	}

	private static Map<String, String> metadata(List<String> columns, List<String> header, CsvRecord row) {
		if (header.size() == columns.size()) {
			return Map.of();
		}
		Map<String, String> metadata = new LinkedHashMap<>();
		for (int index = columns.size(); index < header.size(); index++) {
			metadata.put(header.get(index).substring(METADATA.length()), row.getField(index));
		}
		return metadata;
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
			else if (!columns.contains(name) && !(name.startsWith(METADATA) && index >= columns.size())) {
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

	// What is not UTF-8 is found wherever the decoder happens to have read to; so the line is looked for once more.
	private boolean tellEncoding(String file, Exception ex) {
		Throwable cause = ex;
		while (cause != null && !(cause instanceof CharacterCodingException)) {
			cause = cause.getCause();
		}
		if (cause == null) {
			return false;
		}
		this.faults.add(file, lineThatIsNotUtf8(file), null, null, "is not UTF-8; save the file with that encoding");
		return true;
	}

	private int lineThatIsNotUtf8(String file) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		int line = 1;
		try (InputStream stream = withoutByteOrderMark(this.source.open(file).orElseThrow())) {
			ByteBuffer in = ByteBuffer.allocate(8192);
			CharBuffer out = CharBuffer.allocate(8192);
			boolean end = false;
			while (!end) {
				int read = stream.read(in.array(), in.position(), in.remaining());
				end = read < 0;
				in.position(in.position() + Math.max(read, 0)).flip();
				CoderResult result = decoder.decode(in, out.clear(), end);
				for (int index = 0; index < in.position(); index++) {
					line += (in.array()[index] == '\n') ? 1 : 0;
				}
				if (result.isError()) {
					return line;
				}
				in.compact();
			}
		}
		catch (IOException ex) {
			return line;
		}
		return line;
	}

	private static InputStream withoutByteOrderMark(InputStream stream) throws IOException {
		PushbackInputStream marked = new PushbackInputStream(stream, 3);
		byte[] mark = marked.readNBytes(3);
		if (mark.length < 3 || mark[0] != (byte) 0xEF || mark[1] != (byte) 0xBB || mark[2] != (byte) 0xBF) {
			marked.unread(mark);
		}
		return marked;
	}

	private record Property(int line, String value) {
	}

	private interface LineHandler {

		void handle(int line, List<String> fields, Map<String, String> metadata);

	}

}
