package org.rollcall.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What districts decided about apps for their people, and whether their students decide anything themselves.
 */
@Service
public class ConsentPolicies {

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	ConsentPolicies(JdbcClient jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	/**
	 * Returns what a district decided about an app.
	 */
	@Transactional(readOnly = true)
	public ConsentPolicy find(int tenantId, String clientId) {
		return this.jdbc.sql("select policy, scopes from consent_policy where tenant_id = ? and client_id = ?")
			.params(tenantId, clientId)
			.query(ConsentPolicies::policy)
			.optional()
			.orElse(ConsentPolicy.ASK);
	}

	/**
	 * Returns what a district decided, by app; apps that it leaves to the people are not in it.
	 */
	@Transactional(readOnly = true)
	public Map<String, ConsentPolicy> all(int tenantId) {
		Map<String, ConsentPolicy> policies = new HashMap<>();
		this.jdbc.sql("select client_id, policy, scopes from consent_policy where tenant_id = ?").param(tenantId).query((row) -> {
			policies.put(row.getString("client_id"), policy(row, 0));
		});
		return policies;
	}

	/**
	 * Decides about an app. What its people gave it before is not taken from it here.
	 * @param known the {@linkplain ConsentPolicy#value() value} of what whoever decides believes it to be
	 * @return whether it is so now; if it was neither that nor what was believed, nothing is changed
	 */
	@Transactional
	public boolean decide(int tenantId, String clientId, ConsentPolicy policy, String known) {
		lock(tenantId);
		ConsentPolicy previous = find(tenantId, clientId);
		if (previous.equals(policy)) {
			return true;
		}
		if (!previous.value().equals(known)) {
			return false;
		}
		this.jdbc.sql("delete from consent_policy where tenant_id = ? and client_id = ?").params(tenantId, clientId).update();
		if (policy.kind() != ConsentPolicy.Kind.ASK) {
			this.jdbc.sql("insert into consent_policy (tenant_id, client_id, policy, scopes) values (?, ?, ?, ?)")
				.params(tenantId, clientId, policy.kind().value(), policy.scopes().toArray(String[]::new))
				.update();
		}
		this.events.publishEvent(new ConsentPolicyChanged(tenantId, clientId, previous, policy));
		return true;
	}

	/**
	 * Leaves an app to the people again wherever a district had granted it anything: it is not what it was.
	 */
	@Transactional
	public void askAgain(String clientId) {
		List<Integer> districts = this.jdbc
			.sql("select tenant_id from consent_policy where client_id = ? and policy = 'granted' order by tenant_id")
			.param(clientId)
			.query(Integer.class)
			.list();
		districts.forEach((tenantId) -> decide(tenantId, clientId, ConsentPolicy.ASK, find(tenantId, clientId).value()));
	}

	/**
	 * Returns whether apps get no more of a district's students than the district granted.
	 */
	@Transactional(readOnly = true)
	public boolean areStudentsLimited(int tenantId) {
		return this.jdbc.sql("select exists (select from student_limit where tenant_id = ?)")
			.param(tenantId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Says whether apps get no more of a district's students than the district granted.
	 * @return whether it was otherwise before, and is changed
	 */
	@Transactional
	public boolean limitStudents(int tenantId, boolean limited) {
		int changed = this.jdbc
			.sql(limited ? "insert into student_limit (tenant_id) values (?) on conflict do nothing"
					: "delete from student_limit where tenant_id = ?")
			.param(tenantId)
			.update();
		if (changed == 1) {
			this.events.publishEvent(new StudentLimitChanged(tenantId, limited));
		}
		return changed == 1;
	}

	/** Two who decide at the same moment come one after the other. */
	private void lock(int tenantId) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtext('consent_policy'), ?)").param(tenantId).query().listOfRows();
	}

	private static ConsentPolicy policy(ResultSet row, int number) throws SQLException {
		return switch (ConsentPolicy.Kind.valueOf(row.getString("policy").toUpperCase(Locale.ROOT))) {
			case GRANTED -> ConsentPolicy.granted(List.of((String[]) row.getArray("scopes").getArray()));
			case FORBIDDEN -> ConsentPolicy.FORBIDDEN;
			case ASK -> ConsentPolicy.ASK;
		};
	}

}
