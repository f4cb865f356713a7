package org.rollcall.roster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small roster in memory, without a fault until somebody makes one.
 */
public class RosterFolder implements RosterSource {

	private final Map<String, byte[]> files = new LinkedHashMap<>();

	private String unreadable = "";

	public RosterFolder() {
		with("manifest.csv", """
				propertyName,value
				manifest.version,1.0
				oneroster.version,1.1
				file.academicSessions,bulk
				file.categories,absent
				file.classes,bulk
				file.classResources,absent
				file.courses,bulk
				file.courseResources,absent
				file.demographics,bulk
				file.enrollments,bulk
				file.lineItems,absent
				file.orgs,bulk
				file.resources,absent
				file.results,absent
				file.users,bulk
				""");
		with("orgs.csv", """
				sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
				S1,,,North School,school,,D
				S2,,,South School,school,,D
				D,,,Test District,district,,
				""");
		with("academicSessions.csv", """
				sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
				Y,,,2026-2027,schoolYear,2026-08-31,2027-06-18,,2027
				T1,,,Semester 1,semester,2026-08-31,2027-01-22,Y,2027
				T2,,,Semester 2,semester,2027-01-25,2027-06-18,Y,2027
				""");
		with("courses.csv", """
				sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
				C1,,,Y,Biology,BIO,"09,10",S1,Science,03051
				""");
		with("classes.csv", """
				sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
				K1,,,Biology A,"09,10",C1,BIO-A,scheduled,Room 1,S1,"T1,T2",Science,03051,"1, 3"
				""");
		with("users.csv", """
				sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
				u-teacher,,,true,"S1,S2",teacher,terry,{SIS:1},Terry,Teacher,,,terry@test.example,,,,,hunter2
				u-student,,,true,S1,student,stu,,Stu,Student,,,,,,"u-parent,u-guardian,u-teacher",09,
				u-sibling,,,true,S2,student,sib,,Sib,Student,,,,,,u-parent,10,
				u-parent,,,true,S1,parent,pam,,Pam,Parent,,,,,,,,
				u-guardian,,,true,S1,guardian,gus,,Gus,Guardian,,,,,,u-sibling,,
				u-relative,,,true,S1,relative,rel,,Rel,Relative,,,,,,,,
				u-aide,,,true,S1,aide,aida,,Aida,Aide,,,,,,,,
				u-proctor,,,true,S1,proctor,pro,,Pro,Proctor,,,,,,,,
				u-school,,,true,S1,administrator,ada,,Ada,School,,,,,,,,
				u-district,,,true,D,administrator,dora,,Dora,District,,,,,,,,
				u-gone,,,false,S1,teacher,gone,,Gone,Teacher,,,,,,,,
				""");
		with("demographics.csv", """
				sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus
				u-student,,,2011-05-01,female,false,false,true,false,false,false,false,US,NJ,Lincoln,01652
				""");
		with("enrollments.csv", """
				sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
				E1,,,K1,S1,u-teacher,teacher,true,2026-08-31,2027-06-18
				E2,,,K1,S1,u-student,student,false,,
				""");
	}

	public final RosterFolder with(String file, String text) {
		return with(file, text.getBytes(StandardCharsets.UTF_8));
	}

	public final RosterFolder with(String file, byte[] bytes) {
		this.files.put(file, bytes);
		return this;
	}

	RosterFolder without(String file) {
		this.files.remove(file);
		return this;
	}

	RosterFolder unreadable(String file) {
		this.unreadable = file;
		return this;
	}

	public String text(String file) {
		return new String(this.files.get(file), StandardCharsets.UTF_8);
	}

	/** Replaces a part of a file, which must be there. */
	public RosterFolder replace(String file, String part, String replacement) {
		String text = text(file);
		if (!text.contains(part)) {
			throw new IllegalArgumentException("%s has no '%s'".formatted(file, part));
		}
		return with(file, text.replace(part, replacement));
	}

	/** Adds a line to a file. */
	public RosterFolder add(String file, String line) {
		return with(file, text(file) + line + "\n");
	}

	/** The folder as a zip. */
	public byte[] zip() {
		return zip("");
	}

	/** The same with all files in a folder of the zip. */
	public byte[] zip(String folder) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, byte[]> file : this.files.entrySet()) {
				zip.putNextEntry(new ZipEntry(folder + file.getKey()));
				zip.write(file.getValue());
				zip.closeEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	@Override
	public String name() {
		return "test roster";
	}

	@Override
	public Optional<InputStream> open(String file) throws IOException {
		if (file.equals(this.unreadable)) {
			throw new IOException("Permission denied");
		}
		return Optional.ofNullable(this.files.get(file)).map(ByteArrayInputStream::new);
	}

}
