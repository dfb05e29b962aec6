using System.Text.Json;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd.Terraform;

public sealed class AddressTests
{
    private static readonly object[] Keys =
    [
        "eu", "", "0", "two words", "team/app.prod", "say \"hi\"", "c:\\temp", "tab\tline\nreturn\r", "${x}", "%{y}", "$${z}", "$x", "50%",
        "Zürich", "東京", "e\u0301", "\U0001f600", "<&>'", "\u0001", "\u007f", "\u00a0", "\u00ad", "\u200b", "\u2028", "\ud7ff", "\ue000", "\U000e0001",
        0, 12, -1, 7.5,
    ];

    [Fact]
    public async Task Addresses_are_the_ones_that_terraform_lists()
    {
        var folder = Directory.CreateTempSubdirectory("driftstream-addresses-");
        var content = State();
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "odd.tfstate"), content, TestContext.Current.CancellationToken);

        var (exitCode, output) = await TerraformProgram.RunAsync(folder.FullName, "state", "list", "-state=odd.tfstate");
        folder.Delete(recursive: true);

        exitCode.ShouldBe(0, output);
        var ours = StateReader.Read(content, new StateSource("odd", "odd.tfstate"));
        ours.Instances.Select(instance => instance.Address).ShouldBe(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    private static byte[] State() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        version = 4,
        terraform_version = "1.11.4",
        serial = 1,
        lineage = "odd",
        outputs = new { },
        resources = new[] { Resource(null), Resource("module.net"), Resource("module.a[\"x\"].module.b[0]") },
    });

    private static object Resource(string? module) => new
    {
        module,
        mode = "managed",
        type = "aws_sqs_queue",
        name = "orders",
        provider = "provider[\"registry.terraform.io/hashicorp/aws\"]",
        instances = Keys.Select(key => new { index_key = key, schema_version = 0, attributes = new { id = "q" } }).ToArray(),
    };
}
