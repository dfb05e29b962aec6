using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class RecordMaskTests
{
    [Theory]
    [InlineData("""{"requestParameters":{"masterUserPassword":"hunter2"}}""")]
    [InlineData("""{"responseElements":{"credentials":{"accessKeyId":"ASIA1","sessionToken":"hunter2"}}}""")]
    [InlineData("""{"responseElements":{"accessKey":{"secretAccessKey":"hunter2"}}}""")]
    [InlineData("""{"requestParameters":{"environment":{"variables":{"PLAIN":"hunter2"}}}}""")]
    [InlineData("""{"requestParameters":{"containerDefinitions":[{"name":"web","environment":[{"name":"PLAIN","value":"hunter2"}]}]}}""")]
    [InlineData("""{"requestParameters":{"tagSet":[{"key":"db-password","value":"hunter2"}]}}""")]
    [InlineData("""{"requestParameters":{"secretString":{"deep":["hunter2"]}}}""")]
    public void What_is_named_like_a_secret_is_masked(string record)
    {
        var kept = RecordMask.Apply(Encoding.UTF8.GetBytes(record), []);

        kept.IsMasked.ShouldBeTrue();
        Encoding.UTF8.GetString(kept.Bytes.Span).ShouldNotContain("hunter2");
        Encoding.UTF8.GetString(kept.Bytes.Span).ShouldContain(RecordMask.Mark);
    }

    [Theory]
    [InlineData("""{"requestParameters":{"secretId":"prod/db","clientRequestToken":"abc","httpTokens":"required"}}""")]
    [InlineData("""{"requestParameters":{"minimumPasswordLength":14,"manageMasterUserPassword":true}}""")]
    [InlineData("""{"requestParameters":{"masterUserPassword":"****"},"additionalEventData":{"SignatureVersion":"SigV4"}}""")]
    public void What_only_speaks_of_secrets_stays_byte_for_byte(string record)
    {
        var kept = RecordMask.Apply(Encoding.UTF8.GetBytes(record), []);

        kept.IsMasked.ShouldBeFalse();
        Encoding.UTF8.GetString(kept.Bytes.Span).ShouldBe(record);
    }

    [Theory]
    [InlineData("user_data", """{"requestParameters":{"userData":"hunter2","imageId":"ami-1"}}""", "ami-1")]
    [InlineData("tags.pin", """{"requestParameters":{"tagSet":[{"key":"pin","value":"hunter2"},{"key":"Owner","value":"ops"}]}}""", "ops")]
    public void What_the_finding_hides_is_masked_where_it_stands(string path, string record, string stays)
    {
        var kept = RecordMask.Apply(Encoding.UTF8.GetBytes(record), [Hiding(path)]);

        Encoding.UTF8.GetString(kept.Bytes.Span).ShouldNotContain("hunter2");
        Encoding.UTF8.GetString(kept.Bytes.Span).ShouldContain(stays);
    }

    [Fact]
    public void What_a_quick_look_lets_through_holds_nothing_that_the_whole_look_would_mask()
    {
        var random = new Random(7);
        List<string> records = [.. Enumerable.Range(0, 5000).Select(_ => Json(random, depth: 0))];

        var harmless = records.Where(record => SecretScan.IsHarmless(Encoding.UTF8.GetBytes(record))).ToList();

        harmless.Count.ShouldBeInRange(500, 4500);
        foreach (var record in harmless)
        {
            var whole = ValueReader.Read(Encoding.UTF8.GetBytes(record));
            new MaskPass([], RecordMask.Mark).Over(whole).ShouldBeSameAs(whole, record);
        }
    }

    [Fact]
    public void A_hidden_value_that_cannot_be_placed_takes_the_whole_request_with_it()
    {
        var record = """{"eventID":"e1","requestParameters":{"oddName":"hunter2"},"responseElements":{"odd":"hunter2"}}"""u8.ToArray();

        var kept = Encoding.UTF8.GetString(RecordMask.Apply(record, [Hiding("connection_string")]).Bytes.Span);

        kept.ShouldNotContain("hunter2");
        kept.ShouldContain("e1");
    }

    [Fact]
    public async Task A_secret_never_reaches_the_file_or_the_log()
    {
        const string Record = """{"eventID":"e1","requestParameters":{"password":"hunter2-hunter2"}}""";
        using var file = new LedgerFile();
        await using var process = await file.StartAsync((change, book) =>
            Facts.Judged(change, book, Verdict.Touched, "D-1", isOpen: true, Change.Concealed("password")));

        await process.RecordAsync(Facts.Event("e1", record: Record));

        Encoding.UTF8.GetString(file.Queries().FindEvent("e1")!.Record!).ShouldNotContain("hunter2");
        Encoding.Latin1.GetString(file.Bytes()).ShouldNotContain("hunter2");
        file.Log.All.ShouldAllBe(line => !line.Contains("hunter2"));
    }

    private static Finding Hiding(string path) => Facts.Finding(Facts.Event("e1"), Verdict.Touched, "D-1", Change.Concealed(path));

    // Objects in objects, with names and texts of which some say that they are secrets, in odd spellings too.
    private static string Json(Random random, int depth)
    {
        string[] names = ["key", "Key", "NAME", "value", "Value", "environment", "Environment_Variables", "variables", "pass\\u0077ord", "p\u200bassword", "http-tokens", "sessionToken", "bucket", "id"];
        string[] texts = ["db-password", "pass word", "s\\u0065cret", "web", "", "****"];
        return random.Next(depth == 0 ? 1 : 5) switch
        {
            0 when depth < 4 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"\"{names[random.Next(names.Length)]}\":{Json(random, depth + 1)}"))}}}",
            1 when depth < 4 => $"[{Json(random, depth + 1)}]",
            2 => "7",
            _ => $"\"{texts[random.Next(texts.Length)]}\"",
        };
    }
}
