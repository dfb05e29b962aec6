using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using DriftStream.Core.CloudTrail;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

/// <summary>Real and published records beside the repository, where they are present.</summary>
public sealed partial class RealRecordsTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_line_is_a_record_or_says_why_not()
    {
        var files = Files("events", "*.jsonl");

        foreach (var file in files)
        {
            var (records, reasons) = Read(File.ReadAllBytes(file));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {records.Count} read, {reasons.Count} not: {string.Join(" ", reasons)}"));

            (records.Count + reasons.Count).ShouldBe(File.ReadLines(file).Count(l => l.Length > 0));
            reasons.ShouldAllBe(r => r.Contains("eventTime is missing"));
        }
    }

    [Fact]
    public void Every_original_file_is_taken_apart()
    {
        var files = Files("raw_files", "*.json*");

        foreach (var file in files)
        {
            var items = Envelope.Split(Content(file)).ToList();
            var read = items.Count(i => i.Kind == EnvelopeItemKind.Record);
            output.WriteLine($"{Path.GetFileName(file)}: {read} records, {string.Join(" ", items.Where(i => i.Note is not null).Select(i => i.Note))}");

            items.ShouldAllBe(i => i.Kind != EnvelopeItemKind.Unreadable || file.Contains("config-rule"));
        }
    }

    [Fact]
    public void Nobody_is_called_by_an_id_and_whoever_has_a_name_is_called_by_it()
    {
        foreach (var change in Files("events", "*.jsonl").SelectMany(f => Read(File.ReadAllBytes(f)).Records))
        {
            var actor = ActorReader.Read(change);
            if (change.Identity.UserName is not null || change.Identity.InvokedBy is not null || CallerArn.Type(change.Identity.Arn) is not null)
            {
                actor.Name.ShouldNotBeNullOrWhiteSpace(change.Id);
            }

            PrincipalId().IsMatch(actor.Name ?? "").ShouldBeFalse(actor.Name);
        }
    }

    private static (List<CloudTrailEvent> Records, List<string> Reasons) Read(byte[] content)
    {
        var (records, reasons) = (new List<CloudTrailEvent>(), new List<string>());
        foreach (var item in Envelope.Split(content))
        {
            item.Kind.ShouldBe(EnvelopeItemKind.Record, item.Note);
            try
            {
                records.Add(EventReader.Read(item.Bytes));
            }
            catch (RecordUnreadableException unreadable)
            {
                reasons.Add(unreadable.Message);
            }
        }

        return (records, reasons);
    }

    private static byte[] Content(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return File.ReadAllBytes(file);
        }

        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static string[] Files(string folder, string pattern) =>
        Directory.GetFiles(Checkout.Shared("data", folder), pattern, SearchOption.AllDirectories);

    [GeneratedRegex("^(AROA|AIDA|ASIA|AKIA)[A-Z0-9]{12,}")]
    private static partial Regex PrincipalId();
}
