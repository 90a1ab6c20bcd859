using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>y[k] = Σᵢ u[k, i] · v[k, i] for all lanes, where u and v are slots of a block.</summary>
internal readonly ref struct DotProducts(
    ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<double> values, Span<double> y, int length, int lanes) : IVectorWork
{
    private readonly ref int _left = ref MemoryMarshal.GetReference(left);
    private readonly ref int _right = ref MemoryMarshal.GetReference(right);
    private readonly ref double _values = ref MemoryMarshal.GetReference(values);
    private readonly ref double _y = ref MemoryMarshal.GetReference(y);
    private readonly nuint _count = (nuint)(left.Length / length);
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
        ref double y = ref _y;
        ref int left = ref _left;
        ref int right = ref _right;
        for (nuint k = 0; k < _count; k++)
        {
            for (nuint lane = 0; lane < lanes; lane += TVector.Count)
            {
                var sum = TVector.Broadcast(-0.0);      // 0 would lose the sign of a product of -0
                for (nuint i = 0; i < length; i++)
                {
                    var u = TVector.Load(ref values, (nuint)Unsafe.Add(ref left, i) * lanes + lane);
                    var v = TVector.Load(ref values, (nuint)Unsafe.Add(ref right, i) * lanes + lane);
                    sum = TVector.MultiplyAdd(u, v, sum);
                }
                sum.Store(ref y, k * lanes + lane);
            }
            left = ref Unsafe.Add(ref left, length);
            right = ref Unsafe.Add(ref right, length);
        }
    }
}
