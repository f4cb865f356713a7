package org.rollcall.key;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class RsaProviderTests {

	private static final byte[] CLAIMS = { 1, 2, 3 };

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void machineCodeComputesRsaWhereItFits() {
		assertThat(RsaProvider.fastest()).isNotNull().extracting("name").isEqualTo("AmazonCorrettoCryptoProvider");
	}

	@Test
	void theJdkAgreesWithWhatItSigned() throws Exception {
		KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
		PrivateKey own = RsaProvider.own(pair.getPrivate());
		assertThat(own.getEncoded()).isEqualTo(pair.getPrivate().getEncoded());
		Signature signing = (RsaProvider.fastest() != null) ? Signature.getInstance("SHA256withRSA", RsaProvider.fastest())
				: Signature.getInstance("SHA256withRSA");
		signing.initSign(own);
		signing.update(CLAIMS);
		byte[] signature = signing.sign();
		Signature checking = Signature.getInstance("SHA256withRSA", "SunRsaSign");
		checking.initVerify(pair.getPublic());
		checking.update(CLAIMS);
		assertThat(checking.verify(signature)).isTrue();
	}

}
