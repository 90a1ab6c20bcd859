using System.Runtime.CompilerServices;

namespace MicrogradSharp.Onnx.Tests;

public sealed class LayerTests
{
    [Fact]
    public void The_package_depends_on_the_library_and_Protobuf_only()
    {
        string[] names = [.. typeof(OnnxModel).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)];

        names.Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Should().BeEquivalentTo("MicrogradSharp", "Google.Protobuf");
    }

    [Fact]
    public void The_package_sees_only_the_public_part_of_the_library() =>
        typeof(Node).Assembly.GetCustomAttributes(typeof(InternalsVisibleToAttribute), inherit: false)
            .Cast<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName).Should().Equal("MicrogradSharp.Tests");

    [Fact]
    public void Only_the_api_is_public() =>
        typeof(OnnxModel).Assembly.GetExportedTypes().Select(type => type.Name).Should().BeEquivalentTo(
            nameof(IOnnxOperator), nameof(OnnxColumns), nameof(OnnxGraph), nameof(OnnxModel), nameof(OnnxOptions), nameof(OnnxPrecision),
            nameof(OnnxTensor));
}
