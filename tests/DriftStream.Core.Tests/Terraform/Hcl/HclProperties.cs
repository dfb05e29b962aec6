using DriftStream.Core.Terraform;
using DriftStream.Core.Terraform.Hcl;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DriftStream.Core.Tests.Terraform.Hcl;

/// <summary>What holds for all code, also for what is none.</summary>
public sealed class HclProperties
{
    private static readonly Gen<string> Code =
        from parts in Gen.Elements(
            "resource", "lifecycle", "ignore_changes", "all", "a", "tags", "\"x\"", "\"a.b\"", "\"", "${", "%{", "$${", "}", "{", "[", "]", "(", ")", "=", ":", ",", ".", "*",
            "\n", "\r\n", " ", "#", "//", "/*", "*/", "<<EOT", "<<-EOT", "EOT", "for", "?", "-", "!", "...", "::", "0", "1.5e3", "\\", "\\u00e9", "\uFEFF", "\u00fc", "\ud800").ListOf()
        select string.Concat(parts);

    [Fact]
    public void Nothing_that_a_file_holds_is_thrown() => Prop.ForAll(Arb.From(Code), text =>
    {
        CodeFile.Read("main.tf", text);
        CodeFile.Read("main.tf.json", text);
        CodeFile.Read("main.tf", "resource \"aws_x\" \"y\" { lifecycle { ignore_changes = " + text + " } }");
        HclFile.ParseExpression(text);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Every_character_belongs_to_one_token() => Prop.ForAll(Arb.From(Code), text =>
    {
        try
        {
            var tokens = new HclLexer(text, HclNotation.Native).All();
            return tokens[0].Start == 0 && tokens[^1].End == text.Length && tokens.Zip(tokens.Skip(1)).All(p => p.First.End == p.Second.Start && p.First.End > p.First.Start);
        }
        catch (HclSyntaxException)
        {
            return true;
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
}
