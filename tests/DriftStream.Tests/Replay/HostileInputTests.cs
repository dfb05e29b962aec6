using System.Text;
using DriftStream.Commands;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay;

/// <summary>Inputs that were made to do harm, through the real reader and the real judge.</summary>
public sealed class HostileInputTests
{
    private const string Good = """
        {"eventVersion":"1.11","eventName":"PutBucketTagging","eventSource":"s3.amazonaws.com","eventID":"good","eventTime":"2026-03-02T14:00:00Z",
        "awsRegion":"eu-west-1","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser","userName":"alice"},
        "requestParameters":{"bucketName":"acme-data","Tagging":{"TagSet":{"Tag":{"Key":"a","Value":"b"}}}}}
        """;

    public static TheoryData<string, byte[], int> Hostile => new()
    {
        { "nested.json", Record($"\"deep\":{new string('[', 100_000)}{new string(']', 100_000)}"), 1 },
        { "policy.json", Record($"\"policyDocument\":\"{string.Concat(Enumerable.Repeat("{\\\"a\\\":", 50_000))}1{new string('}', 50_000)}\""), 0 },
        { "huge.json", Record($"\"tag\":\"{new string('x', 20 << 20)}\""), 1 },
        { "mixed.json", Encoding.UTF8.GetBytes($$"""{"Records":[null,1,"x",[],{},{{Good.Replace("good", "other", StringComparison.Ordinal)}},{"eventName":5}]}"""), 1 },
        { "half.json", Encoding.UTF8.GetBytes($$"""{"Records":[{{Good.Replace("good", "other", StringComparison.Ordinal)}},{"eventName":"Pu"""), 1 },
        { "surrogate.json", Record("\"tag\":\"\\ud800\""), 0 },
        { "bom.json", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Good.Replace("good", "other", StringComparison.Ordinal).ReplaceLineEndings("\r\n"))], 0 },
        { "binary.json", [.. Enumerable.Range(0, 25_600).Select(i => (byte)i)], 1 },
        { "utf16.json", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray(), 1 },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task The_neighbour_of_a_hostile_file_is_judged_and_nobody_sees_a_stack(string name, byte[] content, int exitCode)
    {
        using var folder = new TestFolder();
        folder.Write($"in/{name}", content);
        folder.Write("in/z-good.json", Good);

        var outcome = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("replay", "in", "--all", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(exitCode, outcome.Errors);
        outcome.OutputLines.ShouldContain(line => line.Contains("\"id\":\"good\"", StringComparison.Ordinal));
        outcome.Errors.ShouldNotContain("   at ");
        outcome.Errors.ShouldNotContain("unexpected");
        if (exitCode == 1)
        {
            outcome.Errors.ShouldContain($"in/{name}: ");
        }
    }

    private static byte[] Record(string member) => Encoding.UTF8.GetBytes(
        $$$"""{"Records":[{"eventName":"PutRolePolicy","eventSource":"iam.amazonaws.com","eventID":"other","eventTime":"2026-03-02T14:00:00Z","requestParameters":{"roleName":"r","policyName":"p",{{{member}}}}}]}""");
}
