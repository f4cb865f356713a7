import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.CustomAttribute;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.UnknownAttribute;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes from the server's jar and its libraries what nobody needs who runs them: {@code java SlimLibraries.java <the server's jar>
 * <folder of its libraries>}. The same jars in, the same jars out.
 * <ul>
 * <li>The names of local variables, which debuggers show; the line numbers of stack traces stay. The AOT cache shrinks with
 * them.</li>
 * <li>What a build or an editor reads: metadata of settings, schemas of Spring's XML, hints for native images. And the entries for
 * folders, by which only packages of Rollcall's own are searched.</li>
 * <li>Signatures, because the classes are others now, and because the AOT cache takes no signed ones. No provider of the JDK's
 * cryptography is among the jars that lose theirs, as far as Rollcall uses them.</li>
 * <li>The classes of Bouncy Castle and Commons Compress that nothing else here names, be it across others of these classes, or in a
 * text.</li>
 * </ul>
 */
class SlimLibraries {

	private static final Pattern UNUSED = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)|META-INF/native-image/.*"
			+ "|META-INF/(additional-)?spring-configuration-metadata\\.json|META-INF/maven/.*/pom\\.xml|META-INF/versions/.*/"
			+ "|org/springframework/.*\\.xsd|jakarta/servlet/.*\\.(xsd|dtd)|(.*/)?module-info\\.class");

	private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(?!META-INF/)(.+)");

	private static final Pattern PRUNED = Pattern.compile("org/(bouncycastle|apache/commons/compress)/.*");

	private static final Pattern PRUNED_NAME = Pattern.compile("org[./](bouncycastle|apache[./]commons[./]compress)[./][\\w./$]+");

	/**
	 * Code is taken over as it is, its stack maps too, which would otherwise have to be computed from classes that are not here.
	 */
	private static final ClassFile CLASSES = ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL,
			ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.StackMapsOption.DROP_STACK_MAPS,
			ClassFile.DeadCodeOption.KEEP_DEAD_CODE);

	public static void main(String[] arguments) throws IOException {
		Map<Path, Map<String, byte[]>> jars = new TreeMap<>();
		try (Stream<Path> libraries = Files.list(Path.of(arguments[1]))) {
			for (Path jar : (Iterable<Path>) libraries.filter((file) -> file.toString().endsWith(".jar"))::iterator) {
				jars.put(jar, read(jar));
			}
		}
		Path server = Path.of(arguments[0]);
		jars.put(server, read(server));
		Set<String> named = named(jars);
		for (Map.Entry<Path, Map<String, byte[]>> jar : jars.entrySet()) {
			jar.getValue().keySet().removeIf((name) -> isClass(name) && PRUNED.matcher(name).matches() && !named.contains(className(name)));
			Path slim = Path.of(jar.getKey() + ".slim");
			write(jar.getValue(), slim);
			Files.move(slim, jar.getKey(), StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * What this Java sees of a jar: of a class that comes in several versions, the one for it.
	 */
	private static Map<String, byte[]> read(Path jar) throws IOException {
		Map<String, byte[]> entries = new TreeMap<>();
		Map<String, Integer> versions = new HashMap<>();
		boolean changed = false;
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
				String name = entry.getName();
				boolean ours = jar.getFileName().toString().startsWith("rollcall");
				if (UNUSED.matcher(name).matches() || entry.isDirectory() && !ours) {
					changed |= name.matches("META-INF/[^/]+\\.SF");
					continue;
				}
				int version = 0;
				Matcher versioned = VERSIONED.matcher(name);
				if (versioned.matches()) {
					changed = true;
					version = Integer.parseInt(versioned.group(1));
					name = versioned.group(2);
				}
				if (version <= Runtime.version().feature() && version >= versions.getOrDefault(name, 0)) {
					versions.put(name, version);
					entries.put(name, zip.getInputStream(entry).readAllBytes());
				}
			}
		}
		if (changed) {
			Manifest manifest = new Manifest(new ByteArrayInputStream(entries.get("META-INF/MANIFEST.MF")));
			manifest.getEntries().clear();
			manifest.getMainAttributes().remove(new java.util.jar.Attributes.Name("Multi-Release"));
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			manifest.write(out);
			entries.put("META-INF/MANIFEST.MF", out.toByteArray());
		}
		return entries;
	}

	private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
			zip.setLevel(Deflater.BEST_COMPRESSION);
			for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
				byte[] content = isClass(entry.getKey()) ? withoutVariables(entry.getValue()) : entry.getValue();
				ZipEntry packed = new ZipEntry(entry.getKey());
				packed.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
				describe(packed, content);
				zip.putNextEntry(packed);
				zip.write(content);
				zip.closeEntry();
			}
		}
	}

	/**
	 * What is known of an entry before it is written need not be said once more behind it.
	 */
	private static void describe(ZipEntry entry, byte[] content) {
		CRC32 checksum = new CRC32();
		checksum.update(content);
		long packed = 0;
		try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
			deflater.setInput(content);
			deflater.finish();
			byte[] buffer = new byte[64 * 1024];
			while (!deflater.finished()) {
				packed += deflater.deflate(buffer);
			}
		}
		entry.setCrc(checksum.getValue());
		entry.setSize(content.length);
		entry.setCompressedSize(packed);
	}

	private static byte[] withoutVariables(byte[] bytes) {
		ClassModel model = CLASSES.parse(bytes);
		if (hasUnknownAttribute(model)) {
			return bytes;
		}
		return CLASSES.transformClass(model, (type, element) -> {
			if (element instanceof MethodModel method) {
				type.transformMethod(method, (builder, part) -> {
					if (part instanceof CodeModel code) {
						builder.transformCode(code, new WithStackMaps(code));
					}
					else {
						builder.with(part);
					}
				});
			}
			else {
				type.with(element);
			}
		});
	}

	/**
	 * It may speak of the constant pool, which nobody could translate.
	 */
	private static boolean hasUnknownAttribute(ClassModel model) {
		return Stream.of(Stream.of(model), model.fields().stream(), model.methods().stream(), model.methods()
			.stream()
			.flatMap((method) -> method.code().stream())
			.map(AttributedElement.class::cast))
			.flatMap((elements) -> elements)
			.flatMap((element) -> element.attributes().stream())
			.anyMatch((attribute) -> attribute instanceof UnknownAttribute || attribute instanceof CustomAttribute<?>);
	}

	/**
	 * The classes to be pruned that something else names, and what these name in their turn.
	 */
	private static Set<String> named(Map<Path, Map<String, byte[]>> jars) {
		Map<String, byte[]> pruned = new HashMap<>();
		Deque<byte[]> next = new ArrayDeque<>();
		for (Map<String, byte[]> entries : jars.values()) {
			entries.forEach((name, bytes) -> {
				if (isClass(name) && PRUNED.matcher(name).matches()) {
					pruned.put(className(name), bytes);
				}
				else if (isClass(name)) {
					next.add(bytes);
				}
			});
		}
		Set<String> named = new HashSet<>();
		while (!next.isEmpty()) {
			for (PoolEntry entry : CLASSES.parse(next.remove()).constantPool()) {
				if (entry instanceof Utf8Entry text) {
					Matcher name = PRUNED_NAME.matcher(text.stringValue());
					while (name.find()) {
						String type = name.group().replace('.', '/');
						if (pruned.containsKey(type) && named.add(type)) {
							next.add(pruned.get(type));
						}
					}
				}
			}
		}
		return named;
	}

	private static boolean isClass(String name) {
		return name.endsWith(".class");
	}

	private static String className(String name) {
		return name.substring(0, name.length() - ".class".length());
	}

	private record WithStackMaps(CodeModel code) implements CodeTransform {

		@Override
		public void accept(CodeBuilder builder, CodeElement element) {
			builder.with(element);
		}

		@Override
		public void atEnd(CodeBuilder builder) {
			((AttributedElement) this.code).findAttribute(Attributes.stackMapTable()).ifPresent(builder::with);
		}

	}

}
