using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>du[k, i] += dy[k] · v[k, i] and dv[k, i] += dy[k] · u[k, i] for all lanes, where u and v are slots of a block.</summary>
internal readonly ref struct DotGradients : IVectorWork
{
    private readonly ReadOnlySpan<int> _left, _right;
    private readonly ref double _values, _above, _gradients;
    private readonly nuint _length, _lanes;
    private readonly bool _wantsLeft, _wantsRight;

    /// <param name="left">The slots of u, vector after vector.</param>
    /// <param name="right">The slots of v, laid out as u.</param>
    /// <param name="values">The values of slot 0 and all after it.</param>
    /// <param name="above">dy.</param>
    /// <param name="gradients">The gradients of slot 0 and all after it.</param>
    /// <param name="length">The length of a vector.</param>
    /// <param name="lanes">The lanes of a slot.</param>
    /// <param name="wantsLeft">Whether du is wanted.</param>
    /// <param name="wantsRight">Whether dv is wanted.</param>
    public DotGradients(
        ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<double> values, ReadOnlySpan<double> above, Span<double> gradients,
        int length, int lanes, bool wantsLeft, bool wantsRight)
    {
        (_length, _lanes, _wantsLeft, _wantsRight) = ((nuint)length, (nuint)lanes, wantsLeft, wantsRight);
        _left = left;
        _right = right;
        _values = ref MemoryMarshal.GetReference(values);
        _above = ref MemoryMarshal.GetReference(above);
        _gradients = ref MemoryMarshal.GetReference(gradients);
    }

    /// <summary>Runs with the widest vectors that fit.</summary>
    public void Run() => VectorHardware.RunWidest(this, _lanes);

    public void Run<TVector>()
        where TVector : struct, IVector<TVector>
    {
        if (_wantsLeft) Add<TVector>(ref MemoryMarshal.GetReference(_right), ref MemoryMarshal.GetReference(_left));
        if (_wantsRight) Add<TVector>(ref MemoryMarshal.GetReference(_left), ref MemoryMarshal.GetReference(_right));
    }

    /// <summary>Adds the gradients of the targets, number by number: a gradient dy of exactly 0 contributes exactly 0.</summary>
    public void RunCarefully()
    {
        if (_wantsLeft) AddCarefully(_right, _left);
        if (_wantsRight) AddCarefully(_left, _right);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // as DenseProduct
    private void Add<TVector>(ref int factor, ref int target)
        where TVector : struct, IVector<TVector>
    {
        nuint lanes = _lanes, length = _length, count = (nuint)_left.Length / length;
        ref double values = ref _values;
        ref double gradients = ref _gradients;
        for (nuint k = 0; k < count; k++)
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

    private void AddCarefully(ReadOnlySpan<int> factors, ReadOnlySpan<int> targets)
    {
        int lanes = (int)_lanes, length = (int)_length;
        for (int k = 0; k < factors.Length; k++)
        {
            for (int r = 0; r < lanes; r++)
            {
                double above = Unsafe.Add(ref _above, k / length * lanes + r);
                if (above == 0) continue;
                Unsafe.Add(ref _gradients, targets[k] * lanes + r) += above * Unsafe.Add(ref _values, factors[k] * lanes + r);
            }
        }
    }
}
