package com.example.reader;

import org.junit.jupiter.api.Test;
import org.rollcall.testcontainers.Person;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.junit.RollcallTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

@RollcallTest
class ReaderTests {

	@Test
	void aStudentSignsIn(Rollcall rollcall, Person student) {
		assertEquals(student.loginId(), rollcall.signIn(student).claim("login_hint"));
	}

}
