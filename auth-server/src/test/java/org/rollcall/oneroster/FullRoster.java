package org.rollcall.oneroster;

import org.rollcall.roster.RosterFolder;

/**
 * A small roster with every file of OneRoster 1.1, and two schools that have nobody in common but a parent and a teacher.
 */
class FullRoster extends RosterFolder {

	FullRoster() {
		with("manifest.csv", text("manifest.csv").replace(",absent", ",bulk"));
		add("academicSessions.csv", "T3,,,Term 3,term,2026-08-31,2026-12-18,Y,2027");
		add("academicSessions.csv", "G1,,,Quarter 1,gradingPeriod,2026-08-31,2026-10-30,T3,2027");
		replace("classes.csv", "\"T1,T2\"", "\"T1,T3\"");
		add("courses.csv", "C2,,,Y,Art,ART,10,S2,\"Arts,Drawing\",05154");
		add("classes.csv", "K2,,,Art A,10,C2,ART-A,scheduled,Room 2,S2,T2,\"Arts,Drawing\",05154,2");
		add("enrollments.csv", "E3,,,K2,S2,u-sibling,student,false,,");
		add("users.csv", "u-artist,,,true,S2,teacher,art,\"{SIS:77},{Google:art@test.example}\",Art,O'Teacher,Vincent,A-77,art@test.example,555-0100,555-0101,,,");
		add("enrollments.csv", "E4,,,K2,S2,u-artist,teacher,true,,");
		replace("users.csv", "u-student,,,true,S1,student,stu,,Stu,Student,,,,", "u-student,,,true,S1,student,stu,{SIS:2},Stu,Student,Q.,N-2,stu@test.example,");
		add("demographics.csv", "u-sibling,,,2010-05-01,male,true,false,false,false,false,true,true,US,NY,Albany,01652");
		with("resources.csv", """
				sourcedId,status,dateLastModified,vendorResourceId,title,roles,importance,vendorId,applicationId
				R1,,,978-1,Biology Book,"student,teacher",primary,publisher,reader
				R2,,,978-2,Art Book,student,secondary,publisher,reader
				""");
		with("classResources.csv", """
				sourcedId,status,dateLastModified,title,classSourcedId,resourceSourcedId
				CR1,,,Biology Book,K1,R1
				""");
		with("courseResources.csv", """
				sourcedId,status,dateLastModified,title,courseSourcedId,resourceSourcedId
				OR1,,,Art Book,C2,R2
				""");
		with("categories.csv", """
				sourcedId,status,dateLastModified,title
				CAT1,,,Homework
				""");
		with("lineItems.csv", """
				sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax
				L1,,,Cells,Draw a cell,2026-09-07,2026-09-14,K1,CAT1,G1,0,10
				L2,,,Still life,,2026-09-07,2026-09-14,K2,CAT1,G1,0,10
				""");
		with("results.csv", """
				sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment
				A1,,,L1,u-student,fully graded,8.5,2026-09-15,Neat
				A2,,,L2,u-sibling,fully graded,9,2026-09-15,
				""");
	}

}
