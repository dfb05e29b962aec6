using System.IO.Compression;
using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;
using DriftStream.Replay;
using DriftStream.Replay.Ordering;
using DriftStream.Replay.Scanning;
using DriftStream.Replay.Sources;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Scanning;

public sealed class ArchiveScannerTests
{
    private const string Reading = """{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventTime":"2026-03-01T08:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances","awsRegion":"eu-west-1","requestParameters":{"maxResults":5},"responseElements":null,"eventID":"e-1","readOnly":true,"recipientAccountId":"111122223333"}""";
    private const string Changing = """{"eventVersion":"1.08","userIdentity":{"type":"Root"},"eventTime":"2026-03-02T08:00:00Z","eventSource":"s3.amazonaws.com","eventName":"PutBucketTagging","awsRegion":"eu-west-1","requestParameters":{"bucketName":"acme"},"responseElements":null,"eventID":"e-2","readOnly":false,"recipientAccountId":"444455556666"}""";

    private static readonly RecordFilter Filter = RecordFilter.For(EventCatalog.Load(), StateIndex.Empty, new());

    private static readonly RecordFilter KeepAll = RecordFilter.KeepAll(new());

    public static TheoryData<string> Broken => ["nothing", "blanks", "cut in the middle", "without its end", "with a flipped bit", "with rubbish behind it", "of two members", "packed nothing", "cut before packing"];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task An_archive_that_is_not_whole_is_told_as_a_file_read_whole_is(string how)
    {
        using var folder = new TestFolder();
        var bytes = Damage(how);
        var path = folder.Write("broken.json.gz", bytes);

        var scanned = Scanned.Of(bytes, Filter);

        var whole = await FileContent.ReadAsync(new LocalFile(path, path), new(), CancellationToken.None);
        scanned.Result.Problem.ShouldBe(whole.Problem);
        scanned.Result.Unpacked.ShouldBe(whole.Bytes.Length);
        scanned.Unreadable.ShouldBe((whole.Bytes.IsEmpty ? [] : Envelope.Split(whole.Bytes)).Where(i => i.Kind == EnvelopeItemKind.Unreadable).Select(i => i.Note!));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_cannot_be_read_again_gives_as_much_as_a_file(string how)
    {
        var bytes = Damage(how);
        using var through = new BegunStream(new MemoryStream(bytes), most: 10);

        var scanned = Scanned.Of(through, KeepAll);

        var file = Scanned.Of(bytes, KeepAll);
        scanned.Result.Problem.ShouldBe(file.Result.Problem);
        scanned.Result.Unpacked.ShouldBe(file.Result.Unpacked);
        scanned.Kept.ShouldBe(file.Kept);
    }

    [Fact]
    public void What_unpacks_to_more_than_any_log_is_refused()
    {
        var bomb = Scanned.Pack(Encoding.UTF8.GetBytes("{\"Records\":[" + new string(' ', 80 << 20) + "]}"), CompressionLevel.SmallestSize);

        Scanned.Of(bomb, Filter).Result.Problem.ShouldBe(SizeLimits.BombRefusal);
    }

    [Fact]
    public void One_record_that_exceeds_the_limit_is_refused()
    {
        var endless = File("{\"eventName\":\"" + new string('x', 1 << 20));

        Scanned.Of(endless, Filter, limits: new() { Content = 1 << 19 }).Result.Problem.ShouldNotBeNull().ShouldStartWith("it unpacks to more than");
    }

    [Fact]
    public void A_record_whose_name_is_an_object_is_left_to_who_reads_json()
    {
        var odd = Reading.Replace("\"DescribeInstances\"", "{}", StringComparison.Ordinal);

        var scanned = Scanned.Of(File(odd, Changing), Filter);

        scanned.Unreadable.ShouldHaveSingleItem().ShouldContain("eventName");
        scanned.Result.Records.ShouldBe(1);
    }

    [Fact]
    public void A_member_that_ends_with_a_piece_of_the_archive_is_not_taken_for_the_last()
    {
        const int pieceOfArchive = 1 << 16;
        var content = File([.. Enumerable.Repeat(Reading, 500)]);
        var length = Enumerable.Range(pieceOfArchive - 100, 100).Single(n => Scanned.Pack(content[..n], CompressionLevel.NoCompression).Length == pieceOfArchive);
        byte[] archive = [.. Scanned.Pack(content[..length], CompressionLevel.NoCompression), .. Scanned.Pack(content[length..])];

        var result = Scanned.Of(archive, Filter).Result;

        result.Problem.ShouldBeNull();
        result.Records.ShouldBe(500);
    }

    [Fact]
    public void A_refusal_behind_more_texts_than_are_noted_is_found_all_the_same()
    {
        var texts = string.Join(',', Enumerable.Range(0, 700).Select(i => $"\"e{i}\""));
        var crowded = Reading.Replace("\"eventID\"", $"\"x\":[{texts}],\"errorCode\":\"AccessDenied\",\"eventID\"", StringComparison.Ordinal);

        var result = Scanned.Of(File(Reading, crowded, Reading), Filter).Result;

        (result.Records, result.ReadOnly, result.Refused).ShouldBe((3, 2, 1));
    }

    [Theory]
    [InlineData(" \"errorCode\"")]
    [InlineData("\"errorCode\" ")]
    public void A_refusal_whose_key_stands_beside_a_blank_is_found_all_the_same(string key)
    {
        var refused = Reading.Replace("\"eventID\"", $"{key}:\"AccessDenied\",\"eventID\"", StringComparison.Ordinal);

        var result = Scanned.Of(File(Reading, refused), Filter).Result;

        (result.ReadOnly, result.Refused).ShouldBe((1, 1));
    }

    [Fact]
    public void A_text_that_reads_like_a_key_is_none()
    {
        var misleading = Reading.Replace("\"eventID\"", "\"x\":\"errorCode\",\"eventID\"", StringComparison.Ordinal);

        var result = Scanned.Of(File(misleading, Reading), Filter).Result;

        (result.ReadOnly, result.Refused).ShouldBe((2, 0));
    }

    [Theory]
    [InlineData("2026-03-02T00:00:00Z", null, null, 1)]
    [InlineData(null, "111122223333", null, 1)]
    [InlineData(null, null, "EU-WEST-1", 2)]
    [InlineData("2026-03-03T00:00:00Z", null, null, 0)]
    public void Records_that_are_not_asked_about_are_counted_and_left_out(string? since, string? account, string? region, int asked)
    {
        var filter = new ReplayFilter { Since = since is null ? null : DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture), Accounts = account is null ? [] : [account], Regions = region is null ? [] : [region] };

        var result = Scanned.Of(File(Reading, Changing), RecordFilter.KeepAll(filter)).Result;

        (result.Records, result.Kept, result.LeftOut).ShouldBe((2, asked, 2 - asked));
    }

    [Fact]
    public void A_record_that_is_skipped_allocates_nothing()
    {
        const int count = 20_000;
        var content = File([.. Enumerable.Range(0, count).Select(i => i % 6 == 0 ? Changing : Reading)]);
        using var scanner = new ArchiveScanner(Filter, new Scanned());
        using var stream = new MemoryStream(content);
        scanner.Scan(stream, CancellationToken.None);
        stream.Position = 0;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = scanner.Scan(stream, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        (result.Records, result.Kept).ShouldBe((count, 0));
        allocated.ShouldBeLessThan(4 * count);
    }

    private static byte[] File(params string[] records) => Encoding.UTF8.GetBytes("{\"Records\":[" + string.Join(',', records) + "]}");

    private static byte[] Damage(string how)
    {
        var random = new Random(3);
        var content = File([.. Enumerable.Range(0, 400).Select(i => Reading.Replace("e-1", $"{random.NextInt64():x}-{i}", StringComparison.Ordinal))]);
        var packed = Scanned.Pack(content);
        return how switch
        {
            "nothing" => [],
            "blanks" => " \n "u8.ToArray(),
            "cut in the middle" => packed[..(packed.Length / 2)],
            "without its end" => packed[..^6],
            "with a flipped bit" => [.. packed[..(packed.Length / 2)], (byte)(packed[packed.Length / 2] ^ 0x10), .. packed[((packed.Length / 2) + 1)..]],
            "with rubbish behind it" => [.. packed, .. "rubbish"u8],
            "of two members" => [.. Scanned.Pack(content[..9_000]), .. Scanned.Pack(content[9_000..])],
            "packed nothing" => Scanned.Pack([]),
            _ => Scanned.Pack(content[..^700]),
        };
    }
}
