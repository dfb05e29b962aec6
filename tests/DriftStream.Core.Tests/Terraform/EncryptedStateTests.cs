using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Terraform;

public sealed class EncryptedStateTests
{
    private const string Passphrase = "correct-horse-battery-staple";
    private const string State = """{"version":4,"serial":3,"lineage":"a","resources":[]}""";

    // Both were made with Node's cryptography, so that we do not only agree with ourselves.
    [Theory]
    [InlineData("""{"meta":{"key_provider.pbkdf2.ours":"eyJzYWx0IjoiQUJFaU0wUlZabmVJbWFxN3pOM3Uvdz09IiwiaXRlcmF0aW9ucyI6NjAwMDAwLCJoYXNoX2Z1bmN0aW9uIjoic2hhNTEyIiwia2V5X2xlbmd0aCI6MzJ9"},"encrypted_data":"AQIDBAUGBwgJCgsMccO6cSvWqQukisOcIYtdFu69ygROyAEtAhH6Yg0fZw+xKVGZ+Nh51Ld/tWhnaGhsw5BaTw0RnKKvItHdK+LiP0MsU1SY","encryption_version":"v0"}""")]
    [InlineData("""{"serial":3,"lineage":"a","meta":{"key_provider.pbkdf2.ours":{"salt":"ABEiM0RVZneImaq7zN3u/w==","iterations":200000,"hash_function":"sha256","key_length":16}},"encrypted_data":"AQIDBAUGBwgJCgsMNZqcvpy9eU7CWlRexhlgFdB4hJYvaeDQTVQL7iAbRrPiRfbnBSV6+BTcOqFaPW98EeyReUe/MdIjQqR8KF8v4cirCxIY","encryption_version":"v0"}""")]
    public void A_state_is_opened_with_its_passphrase(string kept)
    {
        Opened(kept, out var problem).ShouldBe(State);
        problem.ShouldBeNull();
    }

    [Fact]
    public void Of_several_keys_the_one_that_fits_opens_it()
    {
        var kept = Kept("v0", Encrypted(Passphrase), ("key_provider.aws_kms.main", """{"ciphertext_blob":"AAAA"}"""), ("key_provider.pbkdf2.old", Meta(salt: "b3RoZXI=")), ("an alias", Meta()));

        Opened(kept, out _).ShouldBe(State);
    }

    [Theory]
    [InlineData(State)]
    [InlineData("""{"encrypted_data":"AAAA"}""")]
    [InlineData("[]")]
    [InlineData("{ broken")]
    [InlineData("")]
    public void What_is_not_encrypted_is_left_to_others(string content)
    {
        Opened(content, out var problem).ShouldBeNull();
        problem.ShouldBeNull();
    }

    [Fact]
    public void What_cannot_be_opened_has_a_sentence()
    {
        Problem(Kept("v0", Encrypted("another-passphrase"), ("key_provider.pbkdf2.a", Meta()))).ShouldBe("its Passphrase does not open it: correct it in its entry under States");
        Problem(Kept("v0", Encrypted(Passphrase), ("key_provider.aws_kms.main", """{"ciphertext_blob":"AAAA"}""")))
            .ShouldBe("OpenTofu encrypted it with a key from aws_kms, not from a passphrase, which is all that can be opened: give a readable copy, which `tofu state pull` writes");
        Problem(Kept("v0", Encrypted(Passphrase))).ShouldStartWith("OpenTofu encrypted it with a key from an unknown provider,");
        Problem(Kept("v1", Encrypted(Passphrase), ("key_provider.pbkdf2.a", Meta()))).ShouldStartWith("OpenTofu encrypted it in another way than v0");
        Problem(Kept("v0", new byte[20], ("key_provider.pbkdf2.a", Meta()))).ShouldContain("missing or cut off");
        Problem("""{"encryption_version":"v0","encrypted_data":"not base64","meta":{}}""").ShouldContain("missing or cut off");
        Problem(Kept("v0", Encrypted(Passphrase), ("key_provider.pbkdf2.a", Meta(iterations: int.MaxValue)))).ShouldStartWith("its passphrase is worked 2147483647 times");
    }

    [Theory]
    [InlineData("""{"salt":"b3Vycw==","iterations":1000,"hash_function":"md5","key_length":32}""")]
    [InlineData("""{"salt":"b3Vycw==","iterations":1000,"hash_function":"sha512","key_length":33}""")]
    [InlineData("""{"salt":"b3Vycw==","iterations":0,"hash_function":"sha512","key_length":32}""")]
    [InlineData("""{"salt":7,"iterations":1000,"hash_function":"sha512","key_length":32}""")]
    [InlineData("[]")]
    public void A_key_that_cannot_be_made_counts_as_a_foreign_one(string meta) =>
        Problem(Kept("v0", Encrypted(Passphrase), ("key_provider.pbkdf2.a", meta))).ShouldStartWith("OpenTofu encrypted it with a key from pbkdf2,");

    private static string? Opened(string kept, out string? problem) =>
        EncryptedState.Open(Encoding.UTF8.GetBytes(kept), Passphrase, out problem) is { } state ? Encoding.UTF8.GetString(state) : null;

    private static string Problem(string kept)
    {
        Opened(kept, out var problem).ShouldBeNull();
        return problem.ShouldNotBeNull();
    }

    private static string Meta(string salt = "b3Vycw==", int iterations = 1000) => $$"""{"salt":"{{salt}}","iterations":{{iterations}},"hash_function":"sha512","key_length":32}""";

    private static string Kept(string version, byte[] data, params (string Name, string Meta)[] metas) =>
        JsonSerializer.Serialize(new { meta = metas.ToDictionary(m => m.Name, m => Convert.ToBase64String(Encoding.UTF8.GetBytes(m.Meta))), encrypted_data = data, encryption_version = version });

    private static byte[] Encrypted(string passphrase)
    {
        var plain = Encoding.UTF8.GetBytes(State);
        var data = new byte[12 + plain.Length + 16];
        using var cipher = new AesGcm(Rfc2898DeriveBytes.Pbkdf2(passphrase, "ours"u8, 1000, HashAlgorithmName.SHA512, 32), 16);
        cipher.Encrypt(data.AsSpan(0, 12), plain, data.AsSpan(12, plain.Length), data.AsSpan(12 + plain.Length));
        return data;
    }
}
