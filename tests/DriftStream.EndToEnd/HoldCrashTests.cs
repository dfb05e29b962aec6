using System.Text;
using System.Text.Json;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

/// <summary>The program is killed while a call of Terraform waits for its state.</summary>
public sealed class HoldCrashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("driftstream-hold-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_is_held_when_the_program_is_killed_is_told_by_the_next_one_when_no_state_confirms_it()
    {
        await using var webhook = await WebhookReceiver.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "prod.tfstate"), State, Cancellation);
        var settings = new Dictionary<string, string>
        {
            ["DriftStream__States__0"] = "prod=prod.tfstate",
            ["DriftStream__Runners__0"] = "arn:aws:iam::*:role/terraform-*",
            ["DriftStream__Slack__WebhookUrl"] = webhook.Url,
            ["DriftStream__Http__Listen"] = "http://127.0.0.1:0",
            ["DriftStream__Hold__WithoutWindow"] = "00:00:03",
        };

        var program = await ProgramProcess.ListeningAsync(_folder.FullName, settings);
        using (var client = new HttpClient { BaseAddress = program.Address })
        {
            var taken = await client.PostAsync("/api/v1/events", new StringContent(Call, Encoding.UTF8, "application/json"), Cancellation);
            taken.EnsureSuccessStatusCode();
        }

        await program.KillAsync();
        await program.DisposeAsync();
        webhook.Messages.All.ShouldBeEmpty();

        await using var next = await ProgramProcess.ListeningAsync(_folder.FullName, settings);
        var alert = await webhook.Messages.FirstAsync(_ => true);

        alert.ShouldContain("aws_s3_bucket.data");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Call => JsonSerializer.Serialize(new
    {
        eventVersion = "1.11",
        eventID = "held-1",
        eventTime = "2026-03-02T14:00:00Z",
        eventSource = "s3.amazonaws.com",
        eventName = "PutBucketTagging",
        awsRegion = "eu-west-1",
        recipientAccountId = "111122223333",
        userAgent = "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.20.0",
        userIdentity = new
        {
            type = "AssumedRole",
            arn = "arn:aws:sts::111122223333:assumed-role/terraform-apply/run-1",
            accountId = "111122223333",
            sessionContext = new { sessionIssuer = new { type = "Role", arn = "arn:aws:iam::111122223333:role/terraform-apply", userName = "terraform-apply" } },
        },
        requestParameters = new { bucketName = "acme-data", Tagging = new { TagSet = new { Tag = new[] { new { Key = "owner", Value = "nobody" } } } } },
        responseElements = (object?)null,
    });

    private static string State => JsonSerializer.Serialize(new
    {
        version = 4,
        terraform_version = "1.13.4",
        serial = 1,
        lineage = "5d3c1a7e-0f4b-4a55-9c7c-2c7c1c7f6a10",
        outputs = new { },
        resources = new[]
        {
            new
            {
                mode = "managed",
                type = "aws_s3_bucket",
                name = "data",
                provider = "provider[\"registry.terraform.io/hashicorp/aws\"]",
                instances = new[] { new { schema_version = 0, attributes = new { id = "acme-data", bucket = "acme-data", arn = "arn:aws:s3:::acme-data", tags = new { owner = "platform" }, tags_all = new { owner = "platform" } } } },
            },
        },
    });
}
