using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>du[k, i] += dy[k] · v[k, i] for all lanes, where u and v are slots of a block.</summary>
/// <param name="factors">The slots of v, vector after vector.</param>
/// <param name="targets">The slots of u, laid out as v.</param>
/// <param name="values">The values of slot 0, with all others after them.</param>
/// <param name="above">dy.</param>
/// <param name="gradients">The gradients of slot 0, with all others after them.</param>
/// <param name="length">The length of a vector.</param>
/// <param name="lanes">The lanes of a slot.</param>
internal readonly ref struct DotGradients(
    ReadOnlySpan<int> factors, ReadOnlySpan<int> targets, ReadOnlySpan<double> values, ReadOnlySpan<double> above,
    Span<double> gradients, int length, int lanes) : IVectorWork
{
    private readonly ref int _factors = ref MemoryMarshal.GetReference(factors);
    private readonly ref int _targets = ref MemoryMarshal.GetReference(targets);
    private readonly ref double _values = ref MemoryMarshal.GetReference(values);
    private readonly ref double _above = ref MemoryMarshal.GetReference(above);
    private readonly ref double _gradients = ref MemoryMarshal.GetReference(gradients);
    private readonly nuint _count = (nuint)(factors.Length / length);
    private readonly nuint _length = (nuint)length;
    private readonly nuint _lanes = (nuint)lanes;

    /// <summary>Runs with the widest vectors that fit.</summary>
    public void Run() => VectorHardware.RunWidest(this, _lanes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // as DenseProduct
    public void Run<TVector>()
        where TVector : struct, IVector<TVector>
    {
        nuint lanes = _lanes, length = _length;
        ref double values = ref _values;
        ref double gradients = ref _gradients;
        ref int factor = ref _factors;
        ref int target = ref _targets;
        for (nuint k = 0; k < _count; k++)
        {
            for (nuint lane = 0; lane < lanes; lane += TVector.Count)
            {
                var above = TVector.Load(ref _above, k * lanes + lane);
                for (nuint i = 0; i < length; i++)
                {
                    nuint at = (nuint)Unsafe.Add(ref target, i) * lanes + lane;
                    var value = TVector.Load(ref values, (nuint)Unsafe.Add(ref factor, i) * lanes + lane);
                    TVector.MultiplyAdd(above, value, TVector.Load(ref gradients, at)).Store(ref gradients, at);
                }
            }
            factor = ref Unsafe.Add(ref factor, length);
            target = ref Unsafe.Add(ref target, length);
        }
    }

    /// <summary>Runs number by number: a gradient dy of exactly 0 contributes exactly 0.</summary>
    public void RunCarefully()
    {
        for (nuint i = 0; i < _count * _length; i++)
        {
            nuint above = i / _length * _lanes;
            nuint factor = (nuint)Unsafe.Add(ref _factors, i) * _lanes, target = (nuint)Unsafe.Add(ref _targets, i) * _lanes;
            for (nuint r = 0; r < _lanes; r++)
            {
                double gradient = Unsafe.Add(ref _above, above + r);
                if (gradient != 0) Unsafe.Add(ref _gradients, target + r) += gradient * Unsafe.Add(ref _values, factor + r);
            }
        }
    }
}
