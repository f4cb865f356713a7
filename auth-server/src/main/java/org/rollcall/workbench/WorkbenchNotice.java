package org.rollcall.workbench;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Lets every page say that the workbench is on.
 */
@ControllerAdvice
@WorkbenchOnly
class WorkbenchNotice {

	@ModelAttribute("workbench")
	boolean workbench() {
		return true;
	}

}
