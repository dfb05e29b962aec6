using DriftStream.Core.CloudTrail;
using Xunit;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Who did what in a real log: each identity looked at by a person, the answers written down beside this file.</summary>
public sealed class IdentityTableTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_identity_of_a_real_log_is_called_what_a_colleague_would_call_it()
    {
        var files = Directory.GetFiles(Checkout.Shared("data", "events"), "invictus*.jsonl");
        Assert.SkipUnless(files.Length > 0, "The real log is not beside the checkout.");

        var table = IdentityTable.Of(files.SelectMany(Read));

        output.WriteLine(table);
        table.ShouldBeApproved("identities");
    }

    private static IEnumerable<CloudTrailEvent> Read(string file) =>
        Envelope.Split(File.ReadAllBytes(file)).Where(item => item.Kind == EnvelopeItemKind.Record).Select(item => EventReader.Read(item.Bytes));
}
