using System.Security.Cryptography;
using System.Text;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Digests;

public sealed class VerifyDigestsTests : IDisposable
{
    private readonly SignedTrail _trail = new();

    [Fact]
    public async Task Files_that_signed_digests_name_are_proven()
    {
        _trail.Deliver(hours: 4);

        await ShouldEndAsync(0, "Digests: 4 of 4 digest files proven; of the log files 4 proven, 0 altered, 0 missing, 0 in digests that are not proven, 0 in no digest.");
    }

    [Fact]
    public async Task The_signature_of_the_newest_proves_all_before_it()
    {
        _trail.Deliver(hours: 4);
        var newest = await File.ReadAllBytesAsync(_trail.Signature(3), TestContext.Current.CancellationToken);
        _trail.LoseSignatures();
        await File.WriteAllBytesAsync(_trail.Signature(3), newest, TestContext.Current.CancellationToken);

        await ShouldEndAsync(0, "Digests: 4 of 4 digest files proven; of the log files 4 proven");
    }

    [Fact]
    public async Task A_copy_without_signatures_proves_all_but_the_newest_digest()
    {
        _trail.Deliver(hours: 4);
        _trail.LoseSignatures();

        await ShouldEndAsync(
            1,
            "Digests: 0 of 4 digest files proven; of the log files 0 proven, 0 altered, 0 missing, 4 in digests that are not proven",
            $"{SignedTrail.DigestObject(3)}: its signature is in the metadata of its object in S3, which is not here");
    }

    [Fact]
    public async Task A_plain_file_with_the_signature_and_a_key_in_the_other_form_do_as_well()
    {
        _trail.Deliver(hours: 2);
        _trail.WriteKeyInfo();
        using var head = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(_trail.Signature(1), TestContext.Current.CancellationToken));
        _trail.LoseSignatures();
        await File.WriteAllTextAsync(_trail.Digest(1) + ".sig", head.RootElement.GetProperty("Metadata").GetProperty("signature").GetString() + "\n", TestContext.Current.CancellationToken);

        await ShouldEndAsync(0, "2 of 2 digest files proven");
    }

    [Fact]
    public async Task An_altered_file_is_named_even_where_it_is_packed_anew()
    {
        _trail.Deliver(hours: 3);
        await File.WriteAllBytesAsync(_trail.Log(1), TestFolder.Gzip(SignedTrail.Content(1).Replace("alice", "mallory", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        await ShouldEndAsync(
            1,
            "of the log files 2 proven, 1 altered, 0 missing",
            $"{SignedTrail.LogObject(1)}: it is not what CloudTrail delivered: its content is not the one that trail/{SignedTrail.DigestObject(1)} names");
    }

    [Fact]
    public async Task Packing_a_file_anew_does_not_alter_it()
    {
        _trail.Deliver(hours: 2);
        await File.WriteAllTextAsync(_trail.Log(1), SignedTrail.Content(1), TestContext.Current.CancellationToken);

        await ShouldEndAsync(0, "of the log files 2 proven, 0 altered");
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        _trail.Deliver(hours: 3);
        File.Delete(_trail.Log(1));

        await ShouldEndAsync(1, "2 proven, 0 altered, 1 missing", $"{SignedTrail.LogObject(1)}: it is missing: trail/{SignedTrail.DigestObject(1)} names it");
    }

    [Fact]
    public async Task A_file_that_was_put_there_is_named_and_one_that_is_newer_than_the_digests_only_noted()
    {
        _trail.Deliver(hours: 3);
        var planted = SignedTrail.LogObject(1).Replace("Rnd", "Xyz", StringComparison.Ordinal);
        _trail.Folder.Write($"trail/{planted}", TestFolder.Gzip(SignedTrail.Content(9)));
        _trail.Folder.Write($"trail/{SignedTrail.LogObject(5)}", TestFolder.Gzip(SignedTrail.Content(8)));

        await ShouldEndAsync(
            1,
            "3 proven, 0 altered, 0 missing, 0 in digests that are not proven, 2 in no digest",
            $"{planted}: no digest names this file, although the digests here cover the time of delivery",
            $"{SignedTrail.LogObject(5)}: no digest here covers the time of this file");
        File.Delete(_trail.Folder.At($"trail/{planted}"));
        await ShouldEndAsync(0, "1 in no digest");
    }

    [Fact]
    public async Task A_missing_digest_breaks_the_chain()
    {
        _trail.Deliver(hours: 4);
        File.Delete(_trail.Digest(1));

        await ShouldEndAsync(1, $"{SignedTrail.DigestObject(2)}: the digest before it, {SignedTrail.DigestObject(1)}, is missing: the chain is broken there", "3 of 3 digest files proven");
    }

    [Fact]
    public async Task A_cut_digest_is_named_and_proves_nothing()
    {
        _trail.Deliver(hours: 3);
        await File.WriteAllBytesAsync(_trail.Digest(1), (await File.ReadAllBytesAsync(_trail.Digest(1), TestContext.Current.CancellationToken))[..^30], TestContext.Current.CancellationToken);

        await ShouldEndAsync(1, $"{SignedTrail.DigestObject(1)}: what it lists is not proven: it is truncated: its gzip data stops after", "2 of 3 digest files proven");
    }

    [Fact]
    public async Task A_digest_that_is_whole_and_none_is_named_and_proves_nothing()
    {
        _trail.Deliver(hours: 3);
        await File.WriteAllBytesAsync(_trail.Digest(1), TestFolder.Gzip("""{"awsAccountId":"111122223333"}"""), TestContext.Current.CancellationToken);

        await ShouldEndAsync(1, $"{SignedTrail.DigestObject(1)}: it is no digest that can be read: it was cut or altered", "2 of 3 digest files proven");
    }

    [Fact]
    public async Task An_altered_digest_is_named_and_what_it_lists_is_not_proven()
    {
        _trail.Deliver(hours: 3);
        Rewrite(1, "\"newestEventTime\"", "\"newestEventTime\" ");

        await ShouldEndAsync(
            1,
            $"{SignedTrail.DigestObject(1)}: its content is not the one that the digest after it names (trail/{SignedTrail.DigestObject(2)}): it was altered",
            "2 of 3 digest files proven; of the log files 2 proven, 0 altered, 0 missing, 1 in digests that are not proven");
    }

    [Fact]
    public async Task A_newest_digest_that_was_altered_does_not_fit_its_signature()
    {
        _trail.Deliver(hours: 2);
        Rewrite(1, SignedTrail.LogObject(1), SignedTrail.LogObject(1).Replace("Rnd", "Xyz", StringComparison.Ordinal));

        await ShouldEndAsync(1, $"{SignedTrail.DigestObject(1)}: its signature does not fit its content and the key {_trail.Fingerprint}", "1 of 2 digest files proven");
    }

    [Fact]
    public async Task Digests_that_changed_places_are_named()
    {
        _trail.Deliver(hours: 4);
        var (one, two) = (await File.ReadAllBytesAsync(_trail.Digest(1), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(_trail.Digest(2), TestContext.Current.CancellationToken));
        await File.WriteAllBytesAsync(_trail.Digest(1), two, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_trail.Digest(2), one, TestContext.Current.CancellationToken);

        await ShouldEndAsync(1, $"{SignedTrail.DigestObject(1)}: it says that it is {SignedTrail.DigestObject(2)}: it was moved, or put in the place of another", "2 of 4 digest files proven");
    }

    [Fact]
    public async Task Another_key_proves_nothing()
    {
        _trail.Deliver(hours: 2);
        using var other = RSA.Create(2048);
        _trail.WriteKeys(other);

        await ShouldEndAsync(1, "0 of 2 digest files proven", "its signature does not fit its content and the key");
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_named()
    {
        _trail.Deliver(hours: 1);
        _trail.Folder.Write("keys.json", """{"PublicKeyList":[]}""");

        await ShouldEndAsync(1, $"it is signed with the key {_trail.Fingerprint}, which is not among the 0 public keys given");
    }

    [Fact]
    public async Task A_chain_that_begins_anew_is_noted_and_no_fault()
    {
        _trail.Deliver(hours: 2).Deliver(hours: 2, startsAnew: true);

        await ShouldEndAsync(0, "4 of 4 digest files proven", "a chain begins here; between 2026-03-02 02:00:00Z and 2026-03-02 02:00:00Z validation was off");
    }

    [Fact]
    public async Task Without_digests_nothing_is_proven()
    {
        _trail.Deliver(hours: 1);
        Directory.Delete(_trail.Folder.At("trail/AWSLogs/111122223333/CloudTrail-Digest"), recursive: true);

        await ShouldEndAsync(1, "CloudTrail-Digest: no digest files lie below the sources or beside them, so nothing is proven");
    }

    [Theory]
    [InlineData("trail/AWSLogs/111122223333/CloudTrail/eu-west-1", "4 proven")]
    [InlineData("trail/AWSLogs/111122223333/CloudTrail", "4 proven")]
    [InlineData("trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/02", "4 proven")]
    [InlineData("LOG", "1 proven, 0 altered, 0 missing")]
    public async Task A_part_of_the_archive_is_checked_by_the_digests_beside_it(string source, string proven)
    {
        _trail.Deliver(hours: 4);

        var outcome = await _trail.VerifyAsync(source == "LOG" ? $"trail/{SignedTrail.LogObject(2)}" : source);

        outcome.Errors.ShouldContain(proven);
        outcome.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_distilled_log_keeps_what_the_digests_said()
    {
        _trail.Deliver(hours: 3);
        File.Delete(_trail.Log(0));
        await File.WriteAllBytesAsync(_trail.Log(1), TestFolder.Gzip(SignedTrail.Content(7)), TestContext.Current.CancellationToken);

        var distilling = await _trail.VerifyAsync("trail", "--distill", "kept");
        var again = await _trail.VerifyAsync("trail", "--distill", "kept");

        distilling.Errors.ShouldContain("of the log files 1 proven, 1 altered, 1 missing");
        distilling.Errors.ShouldContain("its sources were, by CloudTrail's digests: 1 altered, 1 proven");
        again.Errors.ShouldContain("of the log files 1 proven, 1 altered, 1 missing");
        (distilling.ExitCode, again.ExitCode).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("trail --public-keys keys.json", "give --verify-digests, too")]
    [InlineData("- --verify-digests --public-keys keys.json", "'-' is none of them")]
    [InlineData("trail --verify-digests --public-keys nowhere.json", "cannot be read")]
    [InlineData("trail --verify-digests --public-keys trail/not-keys.json", "does not hold public keys as aws cloudtrail list-public-keys prints them")]
    public async Task What_cannot_be_meant_is_refused(string arguments, string sentence)
    {
        _trail.Deliver(hours: 1);
        _trail.Folder.Write("trail/not-keys.json", Records.File(Records.Of("Drift", 1)));

        var outcome = await new ProgramUnderTest(_trail.Folder).RunAsync(["replay", .. arguments.Split(' ')]);

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain(sentence);
    }

    public void Dispose() => _trail.Dispose();

    private void Rewrite(int hour, string from, string to)
    {
        using var unpacked = new System.IO.Compression.GZipStream(new MemoryStream(File.ReadAllBytes(_trail.Digest(hour))), System.IO.Compression.CompressionMode.Decompress);
        var content = new StreamReader(unpacked, Encoding.UTF8).ReadToEnd();
        File.WriteAllBytes(_trail.Digest(hour), TestFolder.Gzip(content.Replace(from, to, StringComparison.Ordinal)));
    }

    private async Task ShouldEndAsync(int exitCode, params string[] sentences)
    {
        var outcome = await _trail.VerifyAsync();

        foreach (var sentence in sentences)
        {
            outcome.Errors.ShouldContain(sentence);
        }

        outcome.ExitCode.ShouldBe(exitCode);
    }
}
