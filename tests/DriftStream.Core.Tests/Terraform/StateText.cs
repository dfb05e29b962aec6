using System.Text;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Tests.Terraform;

/// <summary>States written down in tests, and their reading.</summary>
internal static class StateText
{
    public const string Aws = """provider[\"registry.terraform.io/hashicorp/aws\"]""";

    public static StateSource Source { get; } = new("shop", "/states/shop.tfstate", Account: "444455556666", Region: "eu-north-1");

    public static TerraformState Read(string text) => StateReader.Read(Encoding.UTF8.GetBytes(text), Source);

    public static TerraformState ReadResources(string resources) => Read(Version4(resources));

    public static string Version4(string resources) =>
        $$"""{"version":4,"terraform_version":"1.12.2","serial":7,"lineage":"5a0c-shop","outputs":{},"resources":[{{resources}}],"check_results":null}""";

    public static string Resource(string instances, string type = "aws_sqs_queue", string provider = Aws) =>
        $$"""{"mode":"managed","type":"{{type}}","name":"orders","provider":"{{provider}}","instances":[{{instances}}]}""";

    public static string Instance(string more = "", string attributes = """{"id":"q-1"}""") =>
        $$"""{"schema_version":0{{(more.Length == 0 ? "" : ",")}}{{more}},"attributes":{{attributes}}}""";
}
